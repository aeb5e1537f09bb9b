package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.IdentifierText;
import dev.noon.model.text.NameText;
import java.util.List;
import java.util.Optional;

/**
 * Who calls: an application or a partner.
 *
 * @param identifiers what tokens call it, for example a client id or a subject; no other consumer has the same
 * @param tier the plan it is on, for limits and keys to tell apart
 * @param tags what reports group it by
 * @param credentials names of the {@link Credential}s that it may present
 */
public record Consumer(
        Metadata metadata, List<String> identifiers, Optional<String> tier, List<String> tags, List<String> credentials)
        implements Definition {
    public Consumer {
        identifiers = List.copyOf(identifiers);
        tags = List.copyOf(tags);
        credentials = List.copyOf(credentials);
        Guard.each("spec.identifiers", identifiers, IdentifierText::fault);
        Guard.check("spec.tier", tier.flatMap(NameText::fault));
        Guard.each("spec.tags", tags, NameText::fault);
        Guard.each("spec.credentials", credentials, NameText::fault);
        if (identifiers.isEmpty() && credentials.isEmpty()) {
            throw new IllegalArgumentException(
                    "spec is without identifiers and credentials; expected one of them: nothing else tells who calls");
        }
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.CONSUMER;
    }
}
