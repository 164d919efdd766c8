"""A module as ``EducationalOccupationalCredential`` of schema.org, which search engines and portals read.

That portals read this is our own conclusion; no source prescribes it.

Spec: schema.org EducationalOccupationalCredential; requirement D23.
"""

from credentials.achievement.language_map import text_in
from credentials.achievement.model import Issuer
from credentials.parsing import JsonObject, JsonValue
from issuer.domain.exports.published import PublishedModule
from issuer.domain.modules.json_values import filled


def schema_org(published: PublishedModule, school: Issuer, language: str) -> JsonObject:
    """Return the module as JSON-LD with schema.org's words."""
    module = published.module
    level = module.level
    defined_terms: list[JsonValue] = [
        {
            "@type": "DefinedTerm",
            "name": text_in(one.text, language),
            "termCode": one.code,
            "url": f"{module.version_id}#{one.code}",
        }
        for one in module.learning_outcomes
    ]
    skills: list[JsonValue] = [
        {"@type": "DefinedTerm", "name": one.label, "url": one.uri, "inDefinedTermSet": one.framework}
        for one in module.skills
    ]
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "EducationalOccupationalCredential",
            "@id": module.version_id,
            "name": text_in(module.title, language),
            "description": text_in(module.description, language),
            "url": module.version_id,
            "version": module.version,
            "inLanguage": language,
            "datePublished": published.published_on.isoformat(),
            "credentialCategory": published.instrument.names[language],
            "educationalLevel": {
                "@type": "DefinedTerm",
                "name": f"NLQF {level.nlqf} / EQF {level.eqf}",
                "termCode": level.nlqf,
                "inDefinedTermSet": "NLQF",
            },
            "competencyRequired": [*defined_terms, *skills],
            "validFor": f"P{module.valid_for_months}M" if module.valid_for_months else None,
            "recognizedBy": filled(
                {"@type": "EducationalOrganization", "@id": school.id, "name": school.name, "url": school.url}
            ),
        }
    )
