/**
 * The admin API over HTTP: every resource parses, calls {@link dev.noon.control} and formats the answer. Nothing here
 * decides what a change does, and nothing else speaks JAX-RS. Read {@link dev.noon.admin.AdminServices} first, then
 * {@link dev.noon.admin.BearerFilter}.
 */
@NullMarked
package dev.noon.admin;

import org.jspecify.annotations.NullMarked;
