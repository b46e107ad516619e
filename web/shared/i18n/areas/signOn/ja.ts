/** Japanese words about: settings of single sign-on. */
import type { Words } from "../words";
import type { signOn as en } from "./en";

export const signOn: Words<typeof en> = {
  about:
    "組織の認証サーバー (OpenID Connect。Keycloak、Entra ID、Google Workspace など) でサインインします。ログイン ID とパスワードも引き続き使えます。",
  back: "認証サーバーに登録するアドレス",
  name: "ボタンに表示する名前",
  issuer: "発行者 (issuer)",
  issuerHint: "認証サーバー自身の名乗りと完全に一致させてください。例: https://login.example.com/realms/office",
  client: "クライアント ID",
  secret: "クライアントシークレット",
  secretHint: "封印して保管し、再表示しません。ない場合は空のままにします。",
  secretKept: "保存済みです。そのままにする場合は空にしてください。",
  secretLost: "シークレットは別のサーバーで封印されています。入力し直してください。",
  match: "アカウントの照合",
  email: "確認済みのメールアドレス",
  subject: "ログイン ID (認証サーバーの subject)",
  matchHint: "初回のみ使います。以後は認証サーバーの利用者識別子で照合します。",
  creates: "見つからない人のアカウントを作る",
  createsHint: "管理者が付与するまで権限はありません。",
  active: "シングルサインオンを使う",
  second: "ここで 2 段階認証を使っている人は、認証サーバーも 2 段階認証を確認した場合だけ入れます。",
  save: "保存",
  saved: "保存しました。認証サーバーは応答しています。",
  remove: "削除",
  removeTitle: "シングルサインオンを削除しますか?",
  removeHint: "認証サーバーからは入れなくなります。すでに入っている人はそのままです。",
};
