"""What simulated callers and demo agents say. Rule: Japanese in kana (the engine reads no kanji), nothing insulting."""

GREETINGS = {
    "en": ("Hello.", "Hi there.", "Good morning.", "Yes, hello?"),
    "ko": ("여보세요.", "안녕하세요.", "네, 여보세요?"),
    "ja": ("もしもし。", "こんにちわ。", "はい、もしもし。"),
}
MATTERS = {
    "en": (
        "I am calling about my last bill. It is higher than I expected.",
        "My card was charged twice for the same order.",
        "I would like to change the address of my account.",
        "The transfer I made on Monday has not arrived yet.",
        "Could you tell me when it will be done?",
        "My order number is four seven one one.",
        "Yes, that is right.",
        "I see. And what does that cost?",
        "Just a moment, I have to look for it.",
    ),
    "ko": (
        "지난달 요금이 생각보다 많이 나왔어요.",
        "같은 주문에 카드가 두 번 결제됐어요.",
        "계정에 등록된 주소를 바꾸고 싶습니다.",
        "월요일에 보낸 이체가 아직 도착하지 않았어요.",
        "언제쯤 처리될까요?",
        "주문 번호는 사칠일일입니다.",
        "네, 맞습니다.",
        "잠시만요, 찾아볼게요.",
    ),
    "ja": (
        "せんげつの せいきゅうが たかいのですが。",
        "おなじ ちゅうもんが にど けっさい されました。",
        "じゅうしょを へんこう したいのですが。",
        "げつようびの ふりこみが まだ とどきません。",
        "いつごろに なりますか。",
        "はい、そうです。",
        "しょうしょう おまちください。",
    ),
}
ANGER = {
    "en": (
        "This is outrageous! I have been waiting for ever!",
        "You people never get anything right!",
        "Do not tell me to calm down!",
        "I want to speak to your boss, right now!",
        "That is complete nonsense!",
    ),
    "ko": (
        "도대체 얼마나 기다려야 합니까!",
        "제대로 하는 게 하나도 없네요!",
        "진정하라는 말 하지 마세요!",
        "당장 책임자 바꿔요!",
    ),
    "ja": (
        "いつまで またせるんですか。",
        "いいかげんに してください。",
        "せきにんしゃを だしてください。",
    ),
}
FAREWELLS = {
    "en": ("Thank you very much. Goodbye.", "All right, thanks. Bye."),
    "ko": ("감사합니다. 안녕히 계세요.", "네, 알겠습니다. 수고하세요."),
    "ja": ("ありがとうございました。しつれいします。", "わかりました。どうも。"),
}
AGENT_GREETINGS = {
    "en": ("Thank you for waiting. How can I help you?",),
    "ko": ("기다려 주셔서 감사합니다. 무엇을 도와드릴까요?",),
    "ja": ("おまたせいたしました。ごようけんを どうぞ。",),
}
AGENT_ANSWERS = {
    "en": (
        "I understand. Let me have a look.",
        "May I have your order number, please?",
        "I see it here. I will correct that for you.",
        "That will be done by tomorrow.",
        "Is there anything else I can do for you?",
    ),
    "ko": (
        "네, 확인해 보겠습니다.",
        "주문 번호를 말씀해 주시겠어요?",
        "확인되었습니다. 바로 처리해 드리겠습니다.",
        "더 필요하신 것이 있으신가요?",
    ),
    "ja": (
        "かしこまりました。かくにん いたします。",
        "ごちゅうもん ばんごうを おねがいします。",
        "かくにん できました。",
        "ほかに ごようけんは ございますか。",
    ),
}
