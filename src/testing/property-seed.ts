import fc from "fast-check";

// The same cases each time, so that a run of the tests says the same of the same commit; `PROPERTY_SEED=random` looks for new ones.
const asked = process.env["PROPERTY_SEED"] ?? "1";
fc.configureGlobal(asked === "random" ? {} : { seed: Number(asked) });
