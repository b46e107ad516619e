/** English words about: single sign-on. */
export const single = {
  button: "Sign in with {{name}}",
  wrong: {
    failed: "That did not work. Try again, or sign in with login and password.",
    unknown: "You are known there, but have no account here. Ask your administrator.",
    several:
      "Several accounts here have your mail address, so it cannot be told which is yours. Ask your administrator.",
    taken: "An account with your login exists already. Ask your administrator.",
    second: "Your account has a second factor, and none was asked for there. Sign in with password and code.",
    unreachable: "The sign-in of your organisation cannot be reached. Use login and password, or try again later.",
  },
};
