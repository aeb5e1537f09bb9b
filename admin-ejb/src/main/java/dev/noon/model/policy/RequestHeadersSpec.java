package dev.noon.model.policy;

import dev.noon.model.Template;
import java.util.List;
import java.util.Map;

/** Sets and removes headers of the upstream request. Removal comes first. */
public record RequestHeadersSpec(String name, Map<String, Template> set, List<String> remove) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "requestHeaders";

    public RequestHeadersSpec {
        set = Map.copyOf(set);
        remove = List.copyOf(remove);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
