namespace BookingFlow.Yardsticks;

/// <summary>Kestrel and nothing else: no routing, no pages, no logging. It answers every request with the same bytes from memory.</summary>
public static class StaticBytes
{
    /// <param name="address">Where to listen, such as <c>http://127.0.0.1:5000</c>.</param>
    /// <param name="body">What every answer carries, told as HTML.</param>
    public static WebApplication Build(string address, byte[] body)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(address);
        var app = builder.Build();
        app.Run(async http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        });
        return app;
    }
}
