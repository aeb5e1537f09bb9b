/**
 * Signed tokens of an identity provider as credentials of the admin API: which keys are trusted, what a token must say,
 * and how its claims become grants. Nothing here concerns traffic. Read {@link
 * dev.noon.admin.oidc.OidcTokens} first.
 */
@NullMarked
package dev.noon.admin.oidc;

import org.jspecify.annotations.NullMarked;
