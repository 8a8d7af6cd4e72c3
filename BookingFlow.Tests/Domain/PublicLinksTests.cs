namespace BookingFlow.Tests.Domain;

public sealed class PublicLinksTests
{
    private static readonly Token Token = Token.New();
    private static readonly PublicLinks House = Of("https://tickets.example");

    [Fact]
    public void Every_link_begins_with_the_public_address_of_the_house()
    {
        Assert.Equal("https://tickets.example/", House.Home);
        Assert.Equal($"https://tickets.example/reservations/confirm/{Token.Text}", House.Confirm(Token));
        Assert.Equal($"https://tickets.example/tickets/{Token.Text}", House.Ticket(Token));
        Assert.Equal($"https://tickets.example/check-in/{Token.Text}", House.CheckIn(Token));
        Assert.Equal("https://tickets.example/performances/7/reserve", House.Performance(7));
        Assert.Equal("https://tickets.example/shows/hamlet", House.Show("hamlet"));
    }

    [Theory]
    [InlineData("https://example.org/tickets", "https://example.org/tickets/check-in/")]
    [InlineData("https://example.org/tickets/", "https://example.org/tickets/check-in/")]
    [InlineData("http://127.0.0.1:5080/", "http://127.0.0.1:5080/check-in/")]
    [InlineData("HTTPS://Tickets.Example:443", "https://tickets.example/check-in/")]
    public void The_house_may_live_below_a_path_or_on_a_port(string baseUrl, string beginsWith)
    {
        Assert.Equal(beginsWith + Token.Text, Of(baseUrl).CheckIn(Token));
        Assert.Equal(Token.Text, Of(baseUrl).CheckInTokenIn(Of(baseUrl).CheckIn(Token)));
    }

    [Theory]
    [InlineData("https://tickets.example/check-in/abc", "abc")]
    [InlineData("https://tickets.example/check-in/abc/", "abc")]
    [InlineData("HTTPS://TICKETS.EXAMPLE/check-in/aBc", "aBc")]
    public void What_our_own_code_says_is_read_from_a_scanner(string scanned, string token) => Assert.Equal(token, House.CheckInTokenIn(scanned));

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
    public void A_link_of_anybody_else_is_not_ours(string scanned) => Assert.Null(House.CheckInTokenIn(scanned));

    [Theory]
    [InlineData("https://tickets.example/check-in/")]
    [InlineData("https://tickets.example/check-in//evil.example/x")]
    [InlineData("https://tickets.example/check-in/../tickets/x")]
    [InlineData("https://tickets.example/check-in/abc?x=1")]
    [InlineData("https://tickets.example/check-in/abc#x")]
    public void What_follows_our_address_without_being_a_token_opens_nothing(string scanned) =>
        Assert.False(Token.TryParse(House.CheckInTokenIn(scanned), out _));

    [Fact]
    public void A_link_holds_one_secret_and_nothing_else_of_the_party()
    {
        var path = new Uri(House.CheckIn(Token)).PathAndQuery;

        Assert.Equal($"/check-in/{Token.Text}", path);
    }

    private static PublicLinks Of(string baseUrl) => new(() => new Uri(baseUrl));
}
