namespace BookingFlow.Tests.Domain.Programme;

public sealed class InvitationKeyTests
{
    [Fact]
    public void A_key_is_256_bits_in_the_shape_of_a_token_and_is_read_back()
    {
        var key = InvitationKey.New();

        Assert.Equal(32, key.Length);
        Assert.True(Token.TryParse(InvitationKey.TextOf(key), out _));
        Assert.Equal(key, InvitationKey.Parse(InvitationKey.TextOf(key)));
        Assert.NotEqual(key, InvitationKey.New());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+A")]
    public void Another_text_is_no_key(string? text) => Assert.Null(InvitationKey.Parse(text));

    [Theory]
    [InlineData(Visibility.Public, true)]
    [InlineData(Visibility.ByLink, true)]
    [InlineData(Visibility.Private, false)]
    public void A_link_stays_when_a_performance_becomes_public_and_ends_when_it_becomes_private(Visibility visibility, bool keepsLink)
    {
        var performance = new APerformance().ByLink().Build();
        var key = performance.Invitation;

        performance.SetVisibility(visibility);

        Assert.Equal((visibility, keepsLink), (performance.Visibility, performance.Invitation == key));
        performance.SetVisibility(Visibility.ByLink);
        Assert.Equal(keepsLink, performance.Invitation == key);
        Assert.NotNull(performance.Invitation);
    }

    [Theory]
    [InlineData(Visibility.Public, Visibility.Public, false, false)]
    [InlineData(Visibility.Public, Visibility.ByLink, true, false)]
    [InlineData(Visibility.ByLink, Visibility.ByLink, true, false)]
    [InlineData(Visibility.ByLink, Visibility.Public, false, true)]
    [InlineData(Visibility.ByLink, Visibility.Private, false, false)]
    [InlineData(Visibility.Private, Visibility.ByLink, false, false)]
    public void A_performance_is_opened_by_its_own_link_or_if_public_by_its_shows(
        Visibility show, Visibility performance, bool byOwn, bool byShows)
    {
        var built = new APerformance().Build();
        built.Show.SetVisibility(show);
        built.SetVisibility(performance);

        Assert.Equal(byOwn, built.IsInvitedBy(built.Invitation ?? InvitationKey.New()));
        Assert.Equal(byShows, built.IsInvitedBy(built.Show.Invitation ?? InvitationKey.New()));
        Assert.False(built.IsInvitedBy(InvitationKey.New()));
        Assert.False(built.IsInvitedBy([]));
    }

    [Theory]
    [InlineData("!")]
    [InlineData("=")]
    [InlineData(" ")]
    public void A_text_of_the_right_length_with_another_letter_is_no_key(string letter)
    {
        var text = InvitationKey.TextOf(InvitationKey.New());

        Assert.Null(InvitationKey.Parse(text[..^1] + letter));
        Assert.Null(InvitationKey.Parse(letter + text[1..]));
        Assert.Null(InvitationKey.Parse(text[..20] + letter + text[21..]));
    }
}
