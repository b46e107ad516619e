/** Routes for tests. */
export const SUPPORT = `# The route of the support number.
route: support
version: 1
start: open # always first

steps:
  open:
    hours: always
    open: welcome
    closed: closed

  # Everybody hears this.
  welcome:
    say: support.welcome
    then: choose

  choose:
    menu: support.menu
    wait: 6
    tries: 2
    keys:
      1: {label: Payments, code: P, to: payments} # the busy one
      2: {label: Account, code: A, to: account}
      0: {to: general}
    no input: general
    wrong input: general

  payments:
    switch: waiting in payments
    cases:
      - {over: 5, to: callback}
      - is: "0"
        to: payment
    otherwise: payment

  share:
    split: {payment: 30, account: 70}

  payment:
    queue: payments

  account:
    queue: account
    future key: [kept, as it is]

  # The last resort.
  general:
    queue: general

  callback:
    callback: general
    then: noted
    otherwise: general

  noted:
    goodbye: [system.callback.noted, system.goodbye]

  closed:
    goodbye: [system.closed, system.goodbye]
`;
