using System.Diagnostics;
using System.Net;

namespace BookingFlow.Bench.Visiting;

/// <summary>One person at one browser: one connection that is kept alive, cookies of their own, and no script.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <param name="address">Where the server listens.</param>
    public Visitor(Uri address) => _http = new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        MaxConnectionsPerServer = 1,
        CookieContainer = new CookieContainer(),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    })
    { BaseAddress = address };

    /// <summary>So many people, each with a connection of their own.</summary>
    public static IReadOnlyList<Visitor> Crowd(int people, Uri address) => [.. Enumerable.Range(0, people).Select(_ => new Visitor(address))];

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), path);

    /// <summary>Opens a page and finds the form on it that has this field.</summary>
    public async Task<Form> OpenFormAsync(string path, string field) => Form.In((await GetAsync(path)).Expect(200), field);

    /// <summary>Sends a form with its hidden fields and what was typed.</summary>
    public Task<Answer> SubmitAsync(Form form, params (string Field, string Value)[] typed)
    {
        var fields = form.Hidden.Concat(typed.Select(field => KeyValuePair.Create(field.Field, field.Value)));
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent(fields) }, form.Action);
    }

    /// <summary>Reads a page without looking at its words: for pages that are asked for so often that looking would be the measurement.</summary>
    /// <returns>The length of the body in bytes; how long a cache says it has had the page, null: no cache says anything; how long it took.</returns>
    /// <exception cref="WrongAnswerException">The status is not 200.</exception>
    public async Task<(long Bytes, TimeSpan? Age, TimeSpan Took)> ReadAsync(string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new WrongAnswerException($"{path} answered {(int)answer.StatusCode} and not 200.");
        }

        await using var body = await answer.Content.ReadAsStreamAsync();
        long bytes = 0;
        for (int read; (read = await body.ReadAsync(_buffer)) > 0;)
        {
            bytes += read;
        }

        return (bytes, answer.Headers.Age, Stopwatch.GetElapsedTime(start));
    }

    public void Dispose() => _http.Dispose();

    private async Task<Answer> SendAsync(HttpRequestMessage request, string path)
    {
        using (request)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await _http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            return new Answer(path, (int)answer.StatusCode, answer.Headers.Location?.OriginalString, body, Stopwatch.GetElapsedTime(start));
        }
    }
}
