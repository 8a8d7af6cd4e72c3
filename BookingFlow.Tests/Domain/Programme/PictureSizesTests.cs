namespace BookingFlow.Tests.Domain.Programme;

public sealed class PictureSizesTests
{
    [Theory]
    [InlineData(4032, 3024, 1600, 1200)]
    [InlineData(3024, 4032, 1600, 2133)]
    [InlineData(1600, 900, 1600, 900)]
    [InlineData(800, 1200, 800, 1200)]
    [InlineData(1000, 10_000, 240, 2400)]
    [InlineData(65_000_000, 1, 1600, 1)]
    [InlineData(1, 65_000_000, 1, 2400)]
    [InlineData(1, 1, 1, 1)]
    public void A_picture_is_reduced_to_the_largest_size_and_never_enlarged(int width, int height, int largestWidth, int largestHeight) =>
        Assert.Equal((largestWidth, largestHeight), PictureSizes.Largest(width, height));

    [Theory]
    [InlineData(1600, new[] { 320, 640, 960, 1280, 1600 })]
    [InlineData(800, new[] { 320, 640, 800 })]
    [InlineData(640, new[] { 320, 640 })]
    [InlineData(64, new[] { 64 })]
    public void A_picture_is_stored_in_all_smaller_widths_and_its_own(int largest, int[] widths) =>
        Assert.Equal(widths, PictureSizes.WidthsUpTo(largest));

    [Fact]
    public void The_fallback_is_one_of_the_widths() =>
        Assert.All([1600, 800, 640, 64], largest => Assert.Contains(PictureSizes.Fallback(largest), PictureSizes.WidthsUpTo(largest)));
}
