/**
 * Who may do what, as values: roles, permissions, grants, access tokens and how they are spelled. Nothing here asks the
 * store, knows a request or looks at a definition. Read {@link dev.noon.control.access.Grants} first.
 */
@NullMarked
package dev.noon.control.access;

import org.jspecify.annotations.NullMarked;
