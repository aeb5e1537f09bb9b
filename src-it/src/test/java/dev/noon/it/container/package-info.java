/** What runs inside the container: an archive with the real jars, deployed by Arquillian. Nothing here talks to the cluster of the other suites. Read {@link dev.noon.it.container.ContainerIT} first. */
@NullMarked
package dev.noon.it.container;

import org.jspecify.annotations.NullMarked;
