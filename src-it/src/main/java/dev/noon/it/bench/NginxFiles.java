package dev.noon.it.bench;

import java.nio.file.Path;

/** Configurations of nginx. */
final class NginxFiles {
    private NginxFiles() {}

    /** A static file server whose files may be cached for an hour. */
    static String origin(int port, Path root) {
        return head() + """
                  server {
                    listen 127.0.0.1:%d backlog=1024;
                    root %s;
                    add_header Cache-Control "max-age=3600";
                    open_file_cache max=16;
                  }
                }
                """.formatted(port, root);
    }

    /** One port that answers from a cache on disk, one that only passes on. */
    static String peer(int origin, int hit, int proxied, Path cache) {
        return head() + """
                  proxy_cache_path %s levels=1 keys_zone=bench:10m max_size=64m;
                  upstream origin { server 127.0.0.1:%d; keepalive 128; keepalive_requests 1000000000; }
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  server {
                    listen 127.0.0.1:%d backlog=1024;
                    location / { proxy_pass http://origin; proxy_cache bench; proxy_cache_valid 200 1h; }
                  }
                  server {
                    listen 127.0.0.1:%d backlog=1024;
                    location / { proxy_pass http://origin; }
                  }
                }
                """.formatted(cache, origin, hit, proxied);
    }

    /** The beginning of every configuration, up to the first server. */
    static String head() {
        String user = System.getProperty("user.name", "");
        return (user.equals("root") ? "user root;\n" : "") + """
                worker_processes auto;
                daemon off;
                pid nginx.pid;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  default_type text/plain;
                  sendfile on;
                  tcp_nodelay on;
                  keepalive_timeout 300s;
                  keepalive_requests 1000000000;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                """;
    }
}
