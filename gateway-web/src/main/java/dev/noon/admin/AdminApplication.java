package dev.noon.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The admin API: everything under {@code /api}. */
@ApplicationPath("/api")
@OpenAPIDefinition(
        info = @Info(title = "Noon admin API", version = "v1"),
        security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(securitySchemeName = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer")
public class AdminApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                RevisionsResource.class,
                DefinitionsResource.class,
                PurgesResource.class,
                BreakersResource.class,
                BansResource.class,
                LimitsResource.class,
                SecretsResource.class,
                MembersResource.class,
                AnalyticsResource.class,
                ClusterAnalyticsResource.class,
                CacheResource.class,
                SchemasResource.class,
                TokensResource.class,
                AuditResource.class,
                ExplainResource.class,
                BearerFilter.class,
                AnswerFilter.class,
                ProblemMapper.class);
    }

    /** The server's own description of the API, older than OpenAPI, stays off. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
