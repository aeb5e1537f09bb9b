package dev.noon.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A suite on the three nodes that all suites share: its constructor or methods take a {@link
 * dev.noon.it.cluster.Cluster}. Tests keep apart by the names and paths of their definitions, leave
 * the cluster whole, and get the ends of all logs when they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedCluster.class)
@interface OnCluster {}
