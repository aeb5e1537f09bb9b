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
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * {@code /hit} answers a fixed body of 1 KB; {@code /proxy/…} fetches the same path from the server
 * named by the system property {@code bare.origin} with a blocking Apache HttpClient 5 and copies it.
 */
@WebFilter("/*")
public class BareFilter implements Filter {
    private static final int BODY_BYTES = 1024;

    private final byte[] body = new byte[BODY_BYTES];
    private final String origin = System.getProperty("bare.origin", "http://127.0.0.1:9000");
    private final CloseableHttpClient client = client();

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
        response.setContentType("text/plain");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    public void destroy() {
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
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
