"""What stands in mails to people, in their language. Pure."""

from collections.abc import Mapping

Letter = tuple[str, str]  # subject, body
INVITATION: Mapping[str, Letter] = {
    "en": (
        "Your account at Cordboard",
        "Hello {name},\n\nan account was made for you. Your login is {login}.\n"
        "Choose your password here within two days:\n\n{link}\n\nAfterwards you sign in at {address}\n",
    ),
    "ko": (
        "Cordboard 계정 안내",
        "{name}님, 안녕하세요.\n\n계정이 만들어졌습니다. 로그인 ID는 {login}입니다.\n"
        "이틀 안에 아래에서 비밀번호를 설정해 주세요.\n\n{link}\n\n이후에는 {address} 에서 로그인합니다.\n",
    ),
    "ja": (
        "Cordboard アカウントのご案内",
        "{name} 様\n\nアカウントが作成されました。ログイン ID は {login} です。\n"
        "2 日以内に次のページでパスワードを設定してください。\n\n{link}\n\n以後は {address} からサインインできます。\n",
    ),
}
FORGOTTEN: Mapping[str, Letter] = {
    "en": (
        "A new password for Cordboard",
        "Hello {name},\n\nsomebody asked for a new password for {login}. If that was you, choose it here within two "
        "days:\n\n{link}\n\nIf it was not you, do nothing: your password stays as it is.\n",
    ),
    "ko": (
        "Cordboard 비밀번호 재설정",
        "{name}님, 안녕하세요.\n\n{login} 계정의 비밀번호 재설정 요청을 받았습니다. "
        "본인이 요청했다면 이틀 안에 아래에서 설정해 주세요.\n\n{link}\n\n"
        "요청하지 않았다면 아무것도 하지 않으셔도 됩니다. 비밀번호는 그대로입니다.\n",
    ),
    "ja": (
        "Cordboard パスワードの再設定",
        "{name} 様\n\n{login} のパスワード再設定が申し込まれました。"
        "ご本人の場合は 2 日以内に次のページで設定してください。\n\n{link}\n\n"
        "お心当たりがなければ何もする必要はありません。パスワードはそのままです。\n",
    ),
}
FIREWALL: Mapping[str, Letter] = {
    "en": (
        "Addresses from which Cordboard asks {host}",
        "Hello,\n\nthe service {service} at {from_} asks your system {host} about its customers, by HTTPS.\n"
        "The questions come from these addresses; please let them through your firewall:\n\n{addresses}\n",
    ),
    "ko": (
        "Cordboard가 {host}에 접속하는 IP 주소 안내",
        "안녕하세요.\n\n{from_}의 {service} 서비스가 고객 정보를 조회하기 위해 {host} 시스템에 HTTPS로 접속합니다.\n"
        "접속에 쓰는 주소는 아래와 같습니다. 방화벽에서 허용해 주세요.\n\n{addresses}\n",
    ),
    "ja": (
        "Cordboard から {host} に接続する IP アドレスのご案内",
        "{from_} のサービス「{service}」は、お客様情報の照会のために {host} へ HTTPS で接続します。\n"
        "接続元は次のアドレスです。ファイアウォールで許可してください。\n\n{addresses}\n",
    ),
}


def written(letter: Mapping[str, Letter], language: str, **values: str) -> Letter:
    """language: the person's, or the organisation's; English where there are no words in it."""
    subject, body = letter.get(language) or letter["en"]
    return subject.format(**values), body.format(**values)
