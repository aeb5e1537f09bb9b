package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Sets and removes headers of the reply. Removal comes first; headers are set in the order of their names. */
public record ResponseHeadersSpec(String name, Map<String, Template> set, List<String> remove) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "responseHeaders";

    public ResponseHeadersSpec {
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
        remove = List.copyOf(remove);
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        HeaderEdits.check(TYPE, set, remove);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.REPLY;
    }

    @Override
    public PolicySpec named(String other) {
        return new ResponseHeadersSpec(other, set, remove);
    }

    @Override
    public Map<String, Template> templates() {
        return HeaderEdits.templates(TYPE, set);
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new ResponseHeadersSpec(name, HeaderEdits.with(set, change), remove);
    }
}
