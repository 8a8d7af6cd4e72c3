using BookingFlow.Web.Components;
using CsCheck;

namespace BookingFlow.Tests.Domain.Reservations;

public sealed class ReferenceTests
{
    private static readonly Gen<string> References = Gen.Int.Select(_ => Reference.New());

    [Fact]
    public void A_reference_has_no_ambiguous_character() =>
        Assert.All(
            Enumerable.Range(0, 5000), _ => Assert.Matches("^[ACDEFGHJKMNPQRTUVWXY234679]{4}-[ACDEFGHJKMNPQRTUVWXY234679]{2}$", Reference.New()));

    [Fact]
    public void A_reference_is_as_long_as_its_column() => Assert.Equal(Reference.Length, Reference.New().Length);

    [Fact]
    public void New_references_rarely_collide() =>
        Assert.InRange(Enumerable.Range(0, 1000).Select(_ => Reference.New()).Distinct().Count(), 990, 1000);

    [Fact]
    public void A_reference_is_read_in_any_case_with_or_without_hyphen_and_spaces() =>
        Gen.Select(References, Gen.Bool, Gen.OneOf("", " ", "-", " - ", "--"), Gen.OneOf("", " ", "  ")).Sample((reference, lower, between, around) =>
        {
            var typed = around + reference.Replace("-", between, StringComparison.Ordinal) + around;

            Assert.Equal(reference, Reference.Read(lower ? typed.ToLowerInvariant() : typed));
        });

    [Theory]
    [InlineData("K7QF\u20112M")]
    [InlineData("K7QF–2M")]
    [InlineData("K7QF\u22122M")]
    [InlineData("K7QF\u00AD-2M")]
    [InlineData("K7QF\u00A02M")]
    [InlineData("\u200E#K7QF-2M.")]
    [InlineData("“K7QF-2M”,")]
    public void A_copied_reference_is_read(string typed) => Assert.Equal("K7QF-2M", Reference.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("K7QF2")]
    [InlineData("K7QF-2MM")]
    [InlineData("O7QF-2M")]
    [InlineData("K1QF-2M")]
    [InlineData("K7QF-2Ö")]
    [InlineData("K7QF_2M")]
    [InlineData("K7QF\n2M\0")]
    [InlineData("%7QF-2M")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")]
    public void A_malformed_reference_is_not_read(string? typed) => Assert.Null(Reference.Read(typed));
}
