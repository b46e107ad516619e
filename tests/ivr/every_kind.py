"""A route and its subroute in which every kind of step stands, with everything that each may have."""

ROUTE = """
route: every
title: Everything at once
service: support
languages: [en, ko]
timezone: Asia/Seoul
start: speak
steps:
  speak: {language: system.language, keys: {1: ko, 2: en}, then: hello, otherwise: hello, wait: 4, tries: 1}
  hello:
    say:
      - support.welcome@en
      - {text: {en: "Hello {caller:digits}, it is {now:time}.", ko: "안녕하세요 {caller:digits}."}}
      - {text: "{{1}}"}
      - {number: waiting in general}
      - {money: $sum, currency: KRW}
      - {date: now}
    then: day
    label: Welcome
    code: W
  day: {hours: business, open: card, closed: bye, holiday: note, forced: bye}
  card:
    collect: support.menu
    into: card
    least: 12
    most: 19
    end: "*"
    pattern: "[3-6]d{11,18}"
    check: luhn
    read back: yes
    private: no
    label: Card
    then: known
    no input: known
    wrong input: known
  known: {lookup: customer, then: gold, missing: orders, failed: orders}
  orders:
    lookup: orders
    send: {number: $caller, card: "{card}"}
    into: {state: /order/state, sum: /order/sum}
    wait: 2
    tries: 2
    then: gold
    missing: gold
    failed: gold
  gold: {if: $customer.category, is: [gold, vip], then: mine, else: late}
  late:
    switch: now
    cases: [{over: "18:00", to: message, label: Late, code: L}]
    otherwise: weekend
  weekend: {switch: weekday, cases: [{is: [sat, sun], to: message}], otherwise: crowd}
  crowd: {switch: estimated wait in general, cases: [{over: 300, to: promise}], otherwise: chance}
  chance: {split: {note: 30, line: 70}}
  note: {set: {sum: "0", ticket: "{caller}-{dialled}"}, then: pay}
  pay: {subroute: paying, with: {sum: $sum}, then: line}
  line:
    queue: general
    priority: 2
    skills: {english: 2}
    overflow:
      - {nobody there: yes, to: promise, label: Nobody, code: N}
      - {longer than: 30, to: promise}
      - {estimated over: 600, to: promise}
      - {after: 120, to: promise}
  mine: {agent: $customer.agent, queue: general, wait: 15, otherwise: line}
  promise: {callback: general, then: ask, otherwise: line, wait: 5, tries: 1}
  ask: {survey: service, prompts: support.menu, least: 1, most: 5, label: Answer, then: bye, no input: bye, wrong input: bye}
  message: {voicemail: general, prompts: support.menu, most: 90, silence: 4, then: bye, no input: words}
  words: {record: support.menu, most: 20, silence: 3, into: words, end: "#", then: out, no input: bye}
  out: {transfer: "0212345678", caller id: "0700000001", wait: 20, otherwise: bye}
  bye: {goodbye: [system.goodbye, {text: {en: Bye, ko: 안녕}}]}
"""  # noqa: E501  # a step a line reads best

PAYING = """
route: paying
parameters: {sum: "0", currency: KRW}
start: say
steps:
  say: {say: {text: "You pay {sum:money KRW}."}, then: choose, barge in: no}
  choose:
    menu: {text: "One to pay."}
    keys: {1: {to: paid, label: Paid, code: PY}}
    no input: done
    wrong input: done
    barge in: no
  paid: {set: {paid: "yes"}, then: done}
  done: {return: yes}
"""
