package dev.noon.it.bench;

import java.nio.file.Path;

/**
 * Configurations of the caches that {@link CacheBehaviours} compares: each a plain shared cache in front of one origin, as its
 * maker has it by default, with what it has for validation and stale answers switched on and made-up lives switched off.
 */
final class CacheFiles {
    private CacheFiles() {}

    static String nginx(int origin, int port, Path cache) {
        return NginxFiles.head() + """
                  proxy_cache_path %s levels=1 keys_zone=behaviours:10m max_size=64m;
                  upstream origin { server 127.0.0.1:%d; keepalive 16; }
                  server {
                    listen 127.0.0.1:%d;
                    location / {
                      proxy_pass http://origin;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_pass_header Date;
                      proxy_buffer_size 16k;
                      proxy_buffers 8 16k;
                      proxy_force_ranges on;
                      if_modified_since before;
                      proxy_cache behaviours;
                      proxy_cache_revalidate on;
                      proxy_cache_background_update on;
                    }
                  }
                }
                """.formatted(cache, origin, port);
    }

    /** The rest is Varnish's built-in code; its grace is what the answer itself allows ({@code stale-while-revalidate}). */
    static String varnish(int origin) {
        return """
                vcl 4.1;
                backend origin { .host = "127.0.0.1"; .port = "%d"; }
                sub vcl_backend_response {
                  set beresp.keep = 1h;
                }
                """.formatted(origin);
    }

    static String squid(int origin, int port) {
        return """
                http_port 127.0.0.1:%1$d accel defaultsite=127.0.0.1
                cache_peer 127.0.0.1 parent %2$d 0 no-query no-digest originserver name=origin
                http_access allow all
                cache_mem 64 MB
                memory_cache_shared off
                refresh_pattern . 0 20%% 4320
                visible_hostname squid
                icp_port 0
                pinger_enable off
                shutdown_lifetime 0 seconds
                pid_filename none
                access_log none
                cache_log /dev/null
                coredump_dir none
                """.formatted(port, origin);
    }

    /** Where Traffic Server finds its files; its programs are where Debian has them. */
    static String trafficLayout(Path directory) {
        return """
                prefix: %1$s
                exec_prefix: /usr
                bindir: /usr/bin
                sbindir: /usr/sbin
                includedir: /usr/include
                libdir: /usr/lib/trafficserver
                libexecdir: /usr/lib/trafficserver/modules
                sysconfdir: %1$s/etc
                datadir: %1$s/cache
                localstatedir: %1$s/run
                runtimedir: %1$s/run
                logdir: %1$s/log
                cachedir: %1$s/cache
                """.formatted(directory);
    }

    static String trafficRecords(int port) {
        return """
                CONFIG proxy.config.http.server_ports STRING %d:ip-in=127.0.0.1
                CONFIG proxy.config.admin.user_id STRING #-1
                CONFIG proxy.config.crash_log_helper STRING NULL
                CONFIG proxy.config.log.logging_enabled INT 0
                CONFIG proxy.config.http.cache.required_headers INT 2
                CONFIG proxy.config.http.cache.ignore_client_no_cache INT 0
                CONFIG proxy.config.http.down_server.cache_time INT 0
                CONFIG proxy.config.http.connect_attempts_max_retries INT 1
                """.formatted(port);
    }

    static String trafficAllowed() {
        return """
                ip_allow:
                  - apply: in
                    ip_addrs: 127.0.0.1
                    action: allow
                    methods: ALL
                """;
    }
}
