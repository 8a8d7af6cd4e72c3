using System.Diagnostics;
using System.Net;

namespace BookingFlow.Bench.Visiting;

/// <summary>A browser session: one kept-alive connection, its own cookies, no scripts.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <param name="address">The server's base address.</param>
    public Visitor(Uri address) => _http = new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        MaxConnectionsPerServer = 1,
        CookieContainer = new CookieContainer(),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    })
    { BaseAddress = address };

    /// <summary>Creates visitors, each with its own connection.</summary>
    public static IReadOnlyList<Visitor> CreateMany(int count, Uri address) => [.. Enumerable.Range(0, count).Select(_ => new Visitor(address))];

    public Task<PageResponse> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), path);

    /// <summary>Opens a page and finds the form with this field.</summary>
    public async Task<Form> OpenFormAsync(string path, string field) => Form.In((await GetAsync(path)).Expect(200), field);

    /// <summary>Posts a form with its hidden fields and the given values.</summary>
    public Task<PageResponse> SubmitAsync(Form form, params (string Field, string Value)[] values)
    {
        var fields = form.Hidden.Concat(values.Select(field => KeyValuePair.Create(field.Field, field.Value)));
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent(fields) }, form.Action);
    }

    /// <summary>Reads a page without decoding it, for pages that are requested so often that decoding would distort the measurement.</summary>
    /// <returns>Length of the body in bytes; the Age header, or null without one; the response time.</returns>
    /// <exception cref="UnexpectedResponseException">The status is not 200.</exception>
    public async Task<(long Bytes, TimeSpan? Age, TimeSpan Elapsed)> ReadAsync(string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new UnexpectedResponseException($"{path} answered {(int)response.StatusCode} and not 200.");
        }

        await using var body = await response.Content.ReadAsStreamAsync();
        long bytes = 0;
        for (int read; (read = await body.ReadAsync(_buffer)) > 0;)
        {
            bytes += read;
        }

        return (bytes, response.Headers.Age, Stopwatch.GetElapsedTime(start));
    }

    public void Dispose() => _http.Dispose();

    private async Task<PageResponse> SendAsync(HttpRequestMessage request, string path)
    {
        using (request)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await _http.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            return new PageResponse(path, (int)response.StatusCode, response.Headers.Location?.OriginalString, body, Stopwatch.GetElapsedTime(start));
        }
    }
}
