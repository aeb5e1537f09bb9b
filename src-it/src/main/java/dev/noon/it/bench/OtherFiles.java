package dev.noon.it.bench;

/** Configurations of HAProxy and Varnish. */
final class OtherFiles {
    private OtherFiles() {}

    static String haproxy(int origin, int hit, int proxied) {
        return """
                global
                  maxconn 4096
                defaults
                  mode http
                  timeout connect 1s
                  timeout client 300s
                  timeout server 5s
                  http-reuse always
                cache bench
                  total-max-size 16
                  max-object-size 100000
                  max-age 3600
                frontend hit
                  bind 127.0.0.1:%d
                  http-request cache-use bench
                  http-response cache-store bench
                  default_backend origin
                frontend proxied
                  bind 127.0.0.1:%d
                  default_backend origin
                backend origin
                  server origin 127.0.0.1:%d pool-max-conn 128
                """.formatted(hit, proxied, origin);
    }

    static String varnish(int origin) {
        return """
                vcl 4.1;
                backend origin { .host = "127.0.0.1"; .port = "%d"; }
                sub vcl_recv {
                  set req.http.X-Bench-Way = regsub(req.url, "^/([a-z]+)/.*", "\\1");
                  set req.url = regsub(req.url, "^/[a-z]+/", "/");
                  if (req.http.X-Bench-Way == "proxied") { return (pass); }
                  return (hash);
                }
                """.formatted(origin);
    }
}
