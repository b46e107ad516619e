"""What admins are told by mail about webhooks. Pure."""

from collections.abc import Mapping

from server.staff.letters import Letter

STOPPED: Mapping[str, Letter] = {
    "en": (
        "Cordboard: the webhook {name} is out of use",
        "The webhook {name} could not be told anything for three days, or its receiver said that it wants no more.\n"
        "It is out of use now. What could not be told is kept. When the receiver works again, switch it on under\n"
        "Settings, Webhooks: {address}\n",
    ),
    "ko": (
        "Cordboard: 웹훅 {name} 사용 중지",
        "웹훅 {name}에 사흘 동안 아무것도 전달하지 못했거나, 수신 측이 더 이상 받지 않겠다고 응답했습니다.\n"
        "이 웹훅은 이제 사용 중지 상태입니다. 전달하지 못한 내용은 보관됩니다. 수신 측이 복구되면\n"
        "설정의 웹훅 메뉴에서 다시 켜 주세요: {address}\n",
    ),
    "ja": (
        "Cordboard: Webhook「{name}」を停止しました",
        "Webhook「{name}」に 3 日間何も届けられなかったか、受信側がこれ以上の受信を断りました。\n"
        "この Webhook は停止しています。届けられなかった内容は保管されています。受信側が復旧したら、\n"
        "設定の Webhook で再び有効にしてください: {address}\n",
    ),
}
