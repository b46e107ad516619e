/** Japanese words about: single sign-on. */
import type { Words } from "../words";
import type { single as en } from "./en";

export const single: Words<typeof en> = {
  button: "{{name}} でサインイン",
  wrong: {
    failed: "サインインできませんでした。もう一度試すか、ログイン ID とパスワードを使ってください。",
    unknown: "認証はできましたが、ここにアカウントがありません。管理者にお問い合わせください。",
    several: "同じメールアドレスのアカウントが複数あり、ご本人のものを判別できません。管理者にお問い合わせください。",
    taken: "同じログイン ID のアカウントがすでにあります。管理者にお問い合わせください。",
    second:
      "このアカウントは 2 段階認証を使っていますが、認証元で確認されていません。パスワードとコードでサインインしてください。",
    unreachable: "組織の認証サーバーにつながりません。ログイン ID とパスワードを使うか、後でもう一度試してください。",
  },
};
