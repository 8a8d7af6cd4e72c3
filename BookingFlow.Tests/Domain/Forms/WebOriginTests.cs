namespace BookingFlow.Tests.Domain.Forms;

public sealed class WebOriginTests
{
    [Theory]
    [InlineData("https://www.theatre.example", "https://www.theatre.example")]
    [InlineData("https://WWW.Theatre.example/", "https://www.theatre.example")]
    [InlineData("https://theatre.example:443", "https://theatre.example")]
    [InlineData("https://theatre.example:8443/", "https://theatre.example:8443")]
    [InlineData("https://tücher.example", "https://xn--tcher-kva.example")]
    [InlineData("https://192.0.2.7", "https://192.0.2.7")]
    [InlineData("https://theatre", "https://theatre")]
    public void An_origin_is_read_in_its_usual_form(string typed, string origin) => Assert.Equal(origin, WebOrigin.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("theatre.example")]
    [InlineData("http://theatre.example")]
    [InlineData("https://theatre.example/shows")]
    [InlineData("https://theatre.example/?a")]
    [InlineData("https://theatre.example/#a")]
    [InlineData("https://ada@theatre.example")]
    [InlineData("https://*.theatre.example")]
    [InlineData("https://*")]
    [InlineData("https:")]
    [InlineData("*")]
    [InlineData("'self'")]
    [InlineData("https://a;script-src")]
    [InlineData("https://a,b")]
    [InlineData("https://[2001:db8::1]")]
    [InlineData("data:text/html,x")]
    public void Anything_else_is_none(string? typed) => Assert.Null(WebOrigin.Read(typed));
}
