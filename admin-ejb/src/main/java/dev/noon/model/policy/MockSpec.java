package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.NameText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Answers in place of the upstream.
 *
 * @param status 200 to 599
 * @param headers in the order of their names
 * @param body the text that is answered
 */
public record MockSpec(String name, int status, Map<String, Template> headers, Template body) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "mock";

    public MockSpec {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("mock.status is " + status + "; expected 200 to 599");
        }
        if (!headers.isEmpty()) {
            HeaderEdits.check(TYPE, headers, List.of());
        }
        for (String header : headers.keySet()) {
            Guard.check(TYPE + ".headers", HeaderText.nameFault(header));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.GATE;
    }

    @Override
    public PolicySpec named(String other) {
        return new MockSpec(other, status, headers, body);
    }

    @Override
    public Map<String, Template> templates() {
        Map<String, Template> templates = new TreeMap<>(HeaderEdits.templates("mock", "headers", headers));
        templates.put("/mock/body", body);
        return templates;
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new MockSpec(name, status, HeaderEdits.with(headers, change), change.apply(body));
    }
}
