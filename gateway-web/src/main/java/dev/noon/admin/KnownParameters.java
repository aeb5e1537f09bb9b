package dev.noon.admin;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Parameter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses query parameters that the resource's method does not declare: a misspelt {@code dryRun} must not apply. */
@Provider
public class KnownParameters implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> given = request.getUriInfo().getQueryParameters().keySet();
        if (given.isEmpty() || resource.getResourceMethod() == null) {
            return;
        }
        Set<String> known = Stream.of(resource.getResourceMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                .map(KnownParameters::name)
                .collect(Collectors.toCollection(TreeSet::new));
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            String expected = known.isEmpty() ? "there are none here" : "expected one of " + String.join(", ", known);
            request.abortWith(Problems.of(
                    400, "invalid-parameter", "Unknown parameter", "unknown parameter " + name + "; " + expected));
        });
    }

    private static String name(Parameter parameter) {
        return parameter.getAnnotation(QueryParam.class).value();
    }
}
