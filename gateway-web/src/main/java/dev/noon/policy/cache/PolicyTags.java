package dev.noon.policy.cache;

import dev.noon.cache.Tags;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.model.Template;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.cache.rules.TagFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an answer is purged by: what its upstream says, and what the policy does. Immutable. */
final class PolicyTags {
    private final List<CompiledTemplate> tags;

    PolicyTags(List<Template> tags) {
        this.tags = tags.stream().map(CompiledTemplate::of).toList();
    }

    /** The tags of the answer to {@code request}. */
    Tags of(Request request, Headers reply) {
        return tags.isEmpty() ? TagFields.of(reply) : TagFields.of(reply, own(request));
    }

    private Stream<String> own(Request request) {
        return tags.stream().map(tag -> tag.whole(request)).flatMap(Optional::stream);
    }
}
