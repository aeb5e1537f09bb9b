package dev.noon.bare;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * {@code /hit} answers a fixed body of 1 KB with its type and length, and no other header line; {@code /copy/…}
 * fetches its path once from the server named by the system property {@code bare.origin} and answers a copy
 * from then on, with every header line that it came with; {@code /proxy/…} fetches each time, with a blocking
 * Apache HttpClient 5.
 */
@WebFilter("/*")
public class BareFilter implements Filter {
    private static final int BODY_BYTES = 1024;

    private final byte[] body = new byte[BODY_BYTES];
    private final String origin = System.getProperty("bare.origin", "http://127.0.0.1:9000");
    private final CloseableHttpClient client = client();
    private volatile @Nullable Copy copy;

    /** A stored answer with status 200. */
    private record Copy(
            @SuppressWarnings("ArrayRecordComponent") Header[] header,
            @SuppressWarnings("ArrayRecordComponent") byte[] body) {
        void write(HttpServletResponse response) throws IOException {
            for (Header line : header) {
                if (!line.getName().equals("Connection")) {
                    response.addHeader(line.getName(), line.getValue());
                }
            }
            response.getOutputStream().write(body);
        }
    }

    @Override
    public void init(FilterConfig config) {
        Arrays.fill(body, (byte) 'x');
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest in = (HttpServletRequest) request;
        String path = in.getRequestURI().substring(in.getContextPath().length());
        if (path.startsWith("/proxy")) {
            proxy(path.substring("/proxy".length()), (HttpServletResponse) response);
            return;
        }
        if (path.startsWith("/copy")) {
            copied(path.substring("/copy".length())).write((HttpServletResponse) response);
            return;
        }
        response.setContentType("text/plain");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    public void destroy() {
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }

    private Copy copied(String path) throws IOException {
        Copy known = copy;
        if (known == null) {
            known = client.execute(
                    new HttpGet(origin + path),
                    answer -> new Copy(answer.getHeaders(), EntityUtils.toByteArray(answer.getEntity())));
            copy = known;
        }
        return known;
    }

    private void proxy(String path, HttpServletResponse response) throws IOException {
        client.execute(new HttpGet(origin + path), upstream -> copy(upstream, response));
    }

    private static boolean copy(ClassicHttpResponse upstream, HttpServletResponse response) throws IOException {
        response.setStatus(upstream.getCode());
        HttpEntity entity = upstream.getEntity();
        if (entity == null) {
            return true;
        }
        response.setContentType(entity.getContentType());
        response.setContentLengthLong(entity.getContentLength());
        try (InputStream in = entity.getContent();
                OutputStream out = response.getOutputStream()) {
            in.transferTo(out);
        }
        return true;
    }

    private static CloseableHttpClient client() {
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofSeconds(1))
                .setSocketTimeout(Timeout.ofSeconds(5))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(connections)
                        .setMaxConnPerRoute(256)
                        .setMaxConnTotal(256)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .build();
    }
}
