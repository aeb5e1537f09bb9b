package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.UrlText;
import dev.noon.model.text.VariableText;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What differs between the environments that share definitions. Only the one named like the environment it stands in
 * has an effect there; others are kept.
 *
 * @param variables what {@code ${env.NAME}} stands for, by name; values are text and never evaluated
 * @param adminUrl where the environment's manager answers
 */
public record Environment(Metadata metadata, Map<String, String> variables, Optional<URI> adminUrl)
        implements Definition {
    public Environment {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
        Guard.each("spec.variables", variables.keySet(), VariableText::fault);
        variables.forEach((name, value) -> Guard.check("spec.variables." + name, HeaderText.valueFault(value)));
        Guard.check("spec.adminUrl", adminUrl.map(URI::toString).flatMap(UrlText::fault));
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.ENVIRONMENT;
    }
}
