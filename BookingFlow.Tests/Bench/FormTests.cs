using BookingFlow.Bench.Visiting;

namespace BookingFlow.Tests.Bench;

public sealed class FormTests
{
    private const string Page =
        """
        <form method="post" action="/staff/logout"><input name="_form" type="hidden" value="one" /></form>
        <form method="post" class="form" novalidate>
            <input type="hidden" name="RequestId" value="a&amp;b">
            <label>Name <input name="Name" type="text" value=""></label>
        <input name="_form" type="hidden" value="two" /></form>
        """;

    [Fact]
    public void The_form_containing_the_field_is_found_with_its_hidden_fields()
    {
        var form = Form.In(Of(Page), "Name");

        Assert.Equal("/here", form.Action);
        Assert.Equal([KeyValuePair.Create("RequestId", "a&b"), KeyValuePair.Create("_form", "two")], form.Hidden);
    }

    [Theory]
    [InlineData(Page, "Password")]
    [InlineData("<form method=\"post\"><input name=\"Name\"></form>", "Name")]
    public void A_page_without_the_form_or_its_antiforgery_token_throws(string page, string field) =>
        Assert.Throws<UnexpectedResponseException>(() => Form.In(Of(page), field));

    [Fact]
    public void An_unexpected_status_body_or_location_throws()
    {
        var answer = new PageResponse("/here", 303, "/there", "moved", TimeSpan.Zero);

        Assert.Same(answer, answer.Expect(303, "moved").ExpectSeeOther("/there"));
        Assert.Throws<UnexpectedResponseException>(() => answer.Expect(200));
        Assert.Throws<UnexpectedResponseException>(() => answer.Expect(303, "confirmed"));
        Assert.Throws<UnexpectedResponseException>(() => answer.ExpectSeeOther("/elsewhere"));
    }

    private static PageResponse Of(string body) => new("/here", 200, Location: null, body, TimeSpan.Zero);
}
