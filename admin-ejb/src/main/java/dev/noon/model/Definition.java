package dev.noon.model;

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

    /** Kind and name. */
    default DefinitionId id() {
        return new DefinitionId(kind(), metadata().name());
    }
}
