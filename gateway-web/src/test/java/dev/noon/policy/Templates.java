package dev.noon.policy;

import dev.noon.model.Template;
import dev.noon.model.Template.Literal;
import dev.noon.model.Template.Part;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import java.util.List;

/** Templates for tests, from their parts. */
public final class Templates {
    private Templates() {}

    public static Template of(Part... parts) {
        return new Template("test", List.of(parts));
    }

    public static Part text(String text) {
        return new Literal(text);
    }

    public static Part variable(Source source, String name) {
        return new Variable(source, name);
    }
}
