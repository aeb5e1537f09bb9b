/**
 * The policy {@code apiCall}: a question to another upstream, whose answer stands in the templates of the policies that
 * follow. Read {@link dev.noon.policy.apicall.ApiCallPolicy} first.
 */
@NullMarked
package dev.noon.policy.apicall;

import org.jspecify.annotations.NullMarked;
