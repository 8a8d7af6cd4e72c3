namespace BookingFlow.Tests.Domain;

public sealed class PublicLinksTests
{
    private static readonly Token Token = Token.New();
    private static readonly PublicLinks Links = Of("https://tickets.example");

    [Fact]
    public void Every_link_begins_with_the_public_base_address()
    {
        Assert.Equal("https://tickets.example/", Links.Home);
        Assert.Equal($"https://tickets.example/reservations/confirm/{Token.Text}", Links.Confirm(Token));
        Assert.Equal($"https://tickets.example/tickets/{Token.Text}", Links.Ticket(Token));
        Assert.Equal($"https://tickets.example/check-in/{Token.Text}", Links.CheckIn(Token));
        Assert.Equal("https://tickets.example/performances/7/reserve", Links.Performance(7));
        Assert.Equal("https://tickets.example/shows/hamlet", Links.Show("hamlet"));
    }

    [Theory]
    [InlineData("https://example.org/tickets", "https://example.org/tickets/check-in/")]
    [InlineData("https://example.org/tickets/", "https://example.org/tickets/check-in/")]
    [InlineData("http://127.0.0.1:5080/", "http://127.0.0.1:5080/check-in/")]
    [InlineData("HTTPS://Tickets.Example:443", "https://tickets.example/check-in/")]
    public void The_base_address_may_have_a_path_or_a_port(string baseUrl, string beginsWith)
    {
        Assert.Equal(beginsWith + Token.Text, Of(baseUrl).CheckIn(Token));
        Assert.Equal(Token.Text, Of(baseUrl).ExtractCheckInToken(Of(baseUrl).CheckIn(Token)));
    }

    [Theory]
    [InlineData("https://tickets.example/check-in/abc", "abc")]
    [InlineData("https://tickets.example/check-in/abc/", "abc")]
    [InlineData("HTTPS://TICKETS.EXAMPLE/check-in/aBc", "aBc")]
    public void The_check_in_token_is_read_from_a_scanned_link(string scanned, string token) =>
        Assert.Equal(token, Links.ExtractCheckInToken(scanned));

    [Theory]
    [InlineData("https://evil.example/check-in/abc")]
    [InlineData("https://tickets.example.evil.example/check-in/abc")]
    [InlineData("https://tickets.example@evil.example/check-in/abc")]
    [InlineData("https://tickets.example:8443/check-in/abc")]
    [InlineData("https://evil.example/?https://tickets.example/check-in/abc")]
    [InlineData("https://evil.example#https://tickets.example/check-in/abc")]
    [InlineData("http://tickets.example/check-in/abc")]
    [InlineData("//tickets.example/check-in/abc")]
    [InlineData("https:tickets.example/check-in/abc")]
    [InlineData("https:\\\\tickets.example\\check-in\\abc")]
    [InlineData("https://tickets.example/check-inabc")]
    [InlineData("https://tickets.example/tickets/abc")]
    [InlineData("https://tickets.example/../check-in/abc")]
    [InlineData("https://user:pass@tickets.example/check-in/abc")]
    [InlineData("javascript:https://tickets.example/check-in/abc")]
    [InlineData("abc")]
    [InlineData("")]
    public void A_link_to_another_origin_or_path_has_no_check_in_token(string scanned) => Assert.Null(Links.ExtractCheckInToken(scanned));

    [Theory]
    [InlineData("https://tickets.example/check-in/")]
    [InlineData("https://tickets.example/check-in//evil.example/x")]
    [InlineData("https://tickets.example/check-in/../tickets/x")]
    [InlineData("https://tickets.example/check-in/abc?x=1")]
    [InlineData("https://tickets.example/check-in/abc#x")]
    public void A_scanned_link_with_malformed_token_is_not_parsed(string scanned) =>
        Assert.False(Token.TryParse(Links.ExtractCheckInToken(scanned), out _));

    [Fact]
    public void A_check_in_link_contains_only_its_token()
    {
        var path = new Uri(Links.CheckIn(Token)).PathAndQuery;

        Assert.Equal($"/check-in/{Token.Text}", path);
    }

    private static PublicLinks Of(string baseUrl) => new(() => new Uri(baseUrl));
}
