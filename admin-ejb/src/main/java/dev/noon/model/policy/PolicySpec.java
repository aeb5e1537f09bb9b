package dev.noon.model.policy;

import dev.noon.model.Template;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a user wrote about one policy. One record per policy; its name is by default its {@link #type}. */
public sealed interface PolicySpec extends PolicyItem
        permits RequestHeadersSpec, ResponseHeadersSpec, CacheSpec, ThrottleSpec, QuotaSpec {
    /** The policy's key in definitions, for example {@code cache}. */
    String type();

    /** The same policy under another name. */
    PolicySpec named(String name);

    /** Its templates by the pointer of their field, for example {@code /requestHeaders/set/X-Channel}. */
    Map<String, Template> templates();

    /** The same policy with every template replaced. */
    PolicySpec with(UnaryOperator<Template> change);
}
