// The main journey with four rounds of kills: a till ended at twenty instants in one offline day.
process.env.KEEPSHOP_KILL_ROUNDS = "4";
await import("./main-journey.test.ts");
