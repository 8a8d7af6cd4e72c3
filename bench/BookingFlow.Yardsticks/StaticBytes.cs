namespace BookingFlow.Yardsticks;

/// <summary>A server with Kestrel only: no routing, pages or logging. Sends the same bytes from memory for every request.</summary>
public static class StaticBytes
{
    /// <param name="address">The address to listen on, such as <c>http://127.0.0.1:5000</c>.</param>
    /// <param name="body">The body of every response, sent as HTML.</param>
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
