package dev.noon.model;

import java.util.Map;

/** A valid definition, as a user wrote it. Immutable. */
public sealed interface Definition
        permits ApiProxy,
                Upstream,
                ProxyGroup,
                Policy,
                Environment,
                Credential,
                Consumer,
                IdentityProvider,
                OAuthClient,
                CacheServer,
                Probe {
    /** Name, project and group. */
    Metadata metadata();

    /** The kind of this definition. */
    Kind kind();

    /** Its secrets by the JSON pointers of their fields, which the schema marks as secret. */
    default Map<String, Secret> secrets() {
        return Map.of();
    }

    /** Kind and name. */
    default DefinitionId id() {
        return new DefinitionId(kind(), metadata().name());
    }
}
