// The answer in a few words: of several things that are wrong, the one that says most.

const OURS = "urn:waarmerk:verifier:";
const BY_CODE = {
  [`${OURS}revoked`]: "revoked",
  [`${OURS}suspended`]: "suspended",
  [`${OURS}expired`]: "expired",
  [`${OURS}not_yet_valid`]: "not_yet_valid",
};
const FAILED = [
  ["structure", "malformed"],
  ["proof", "not_genuine"],
  ["status", "revoked"],
  ["validity_period", "expired"],
  ["issuer_trust", "not_recognised_then"],
];
const UNDECIDED = [
  ["structure", "unreadable"],
  ["proof", "signature_open"],
  ["issuer_trust", "issuer_unknown"],
  ["status", "status_open"],
];

/** Return the name of the headline of a report. It never calls false what is open. */
export function verdictOf(report) {
  if (report.problem) return "signature_open";
  if (report.conclusion === "passed") return "genuine";
  const [status, headlines, otherwise] =
    report.conclusion === "failed" ? ["failed", FAILED, "malformed"] : ["indeterminate", UNDECIDED, "open"];
  for (const [check, headline] of headlines) {
    const result = report.checks[check];
    const codes = result.findings.map(({ code }) => code);
    if (result.status !== status || (codes.length === 1 && codes[0] === `${OURS}not_checked`)) continue;
    if (status === "indeterminate") return headline;
    return codes.map((code) => BY_CODE[code]).find(Boolean) ?? headline;
  }
  return otherwise;
}
