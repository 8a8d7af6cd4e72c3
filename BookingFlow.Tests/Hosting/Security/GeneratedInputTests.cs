using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CsCheck;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>
/// Generated hostile values in every route value, query parameter, header, form field and upload of every route in the table of roles, as a stranger
/// and as an administrator. <see cref="Attacker"/> checks each answer. A failure is shrunk to a short value, which CsCheck prints with its seed.
/// </summary>
/// <remarks>
/// Inputs are found by reflection (<see cref="PageInputs"/>) and in the forms and links of the pages themselves, so that new ones are included.
/// <c>BOOKINGFLOW_FUZZ</c> sets how many values each input gets. Addresses that are no address at all, malformed headers and bodies are in
/// <see cref="HostileInputTests"/>.
/// </remarks>
public sealed class GeneratedInputTests(AttackedApp attacked, ITestOutputHelper output) : IClassFixture<AttackedApp>, IDisposable
{
    private static readonly int Values = int.Parse(Environment.GetEnvironmentVariable("BOOKINGFLOW_FUZZ") ?? "2", CultureInfo.InvariantCulture);

    private static readonly string[] Headers =
    [
        "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cache-Control", "Content-Language", "Cookie", "DNT", "Forwarded", "From",
        "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Origin", "Purpose", "Range", "Referer",
        "Sec-Fetch-Site", "TE", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Original-URL",
        "X-Requested-With", "baggage", "traceparent", "tracestate",
    ];

    /// <summary>The query parameters of the routes that are no pages.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> ApiQueries = new(StringComparer.Ordinal)
    {
        ["/api/v1/performances"] = Web.Api.ProgrammeParameters.Names,
        // Not the format: any but one is 501, as the specification says.
        ["/oembed"] = ["url", "maxwidth", "maxheight"],
    };

    private BookingFlowApp App => attacked.App;

    public void Dispose()
    {
        foreach (var attacker in attacked.Attackers)
        {
            output.WriteLine($"{attacker.Requests} requests, the slowest took {attacker.Slowest.Time.TotalMilliseconds:0} ms: {attacker.Slowest.Request}");
        }
    }

    [Fact]
    public async Task Any_route_value()
    {
        foreach (var route in RolesTests.Routes(App).Where(route => route.Contains('{', StringComparison.Ordinal)))
        {
            var parts = route.Split('/');
            foreach (var at in Enumerable.Range(0, parts.Length).Where(i => parts[i].Contains('{', StringComparison.Ordinal)))
            {
                var known = RolesTests.FillRoute(route, attacked.RouteValues).Split('/');
                await SampleAsync(HostileText.Near(known.ElementAtOrDefault(at) ?? "").Select(Limit), attacker => value =>
                    attacker.OpenAsync(string.Join('/', [.. known.Take(at), Attacker.Encode(value), .. known.Skip(at + 1)])));
            }
        }
    }

    [Fact]
    public async Task Any_query_parameter()
    {
        var pages = (await InputsAsync()).ToDictionary(inputs => "/" + inputs.Page.AttributeRouteInfo!.Template, StringComparer.Ordinal);
        var count = 0;
        foreach (var route in RolesTests.Routes(App))
        {
            var path = RolesTests.FillRoute(route, attacked.RouteValues);
            var shown = await attacked.Administrator.OpenAsync(path);
            var names = (pages.GetValueOrDefault(route)?.Queries ?? ApiQueries.GetValueOrDefault(route) ?? []).Concat(LinkedQueries(shown, path))
                .Append("handler").Append("culture").Distinct(StringComparer.Ordinal).ToList();
            count += names.Count;
            foreach (var name in names)
            {
                await SampleAsync(HostileText.Short, attacker => value => attacker.OpenAsync($"{path}?{name}={Attacker.Encode(value)}"));
            }

            await SampleAsync(HostileText.Short.Array[names.Count], attacker => values => attacker.OpenAsync(
                $"{path}?{string.Join('&', names.Zip(values, (name, value) => $"{name}={Attacker.Encode(value[..Math.Min(value.Length, 100)])}"))}"));
        }

        Assert.True(count > 250, $"Only {count} parameters were found.");
    }

    [Fact]
    public async Task Any_header()
    {
        // Most requests have all headers; to leave some out shows which of them it is, when a failure is shrunk.
        var headers = Gen.Select(HostileText.HeaderValue, Gen.Frequency<bool>((4, true), (1, false)))
            .Array[Headers.Length].Select(values => Headers.Zip(values).Where(h => h.Second.Item2)
                .Select(h => (Name: h.First, Value: h.Second.Item1)).ToArray());
        foreach (var route in RolesTests.Routes(App))
        {
            var path = RolesTests.FillRoute(route, attacked.RouteValues);
            await SampleAsync(headers, attacker => values => attacker.OpenAsync(path, values));
        }
    }

    [Fact]
    public async Task Any_form_field_and_upload()
    {
        var count = 0;
        foreach (var inputs in (await InputsAsync()).Where(inputs => inputs.Posts.Count > 0))
        {
            var path = RolesTests.FillRoute("/" + inputs.Page.AttributeRouteInfo!.Template, attacked.RouteValues);
            var shown = await attacked.Administrator.OpenAsync(path);
            foreach (var post in inputs.Posts)
            {
                var fields = inputs.Fields.Concat(RenderedFields(shown).Keys).Distinct(StringComparer.Ordinal).ToDictionary(
                    name => name, name => RenderedFields(shown).GetValueOrDefault(name) ?? "1", StringComparer.Ordinal);
                count += fields.Count + inputs.Uploads.Count;
                await AttackFieldsAsync(path + post, fields, inputs.Uploads);
            }
        }

        Assert.True(count > 250, $"Only {count} fields were found.");
    }

    /// <summary>The page that creates the first administrator, which exists no longer in the other tests.</summary>
    [Fact]
    public async Task Any_field_of_the_initial_setup()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(TimeProvider.System);
        var path = await app.AddSetupLinkAsync();
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync(path);
        using var attacker = await Attacker.CreateAsync(app, visitor, path, path, () => throw new InvalidOperationException("It was accepted."));
        var fields = RenderedFields(form);
        Assert.Contains("NewPassword", fields.Keys);
        foreach (var name in fields.Keys)
        {
            // Without the others' values it is never accepted.
            await SampleAsync(
                HostileText.Any, attack => value => attack.PostAsync(path, fields.Select(f => (f.Key, f.Key == name ? value : "")), []),
                attacker, times: 3);
        }
    }

    /// <summary>Each field alone, with usual values of the others; then all together.</summary>
    private async Task AttackFieldsAsync(string path, Dictionary<string, string> fields, IReadOnlyList<string> uploads)
    {
        foreach (var name in fields.Keys)
        {
            await SampleAsync(
                HostileText.Near(fields[name]),
                attacker => value => attacker.PostAsync(path, fields.Select(f => (f.Key, f.Key == name ? value : f.Value)), []),
                attacked.Administrator);
        }

        foreach (var name in uploads)
        {
            await SampleAsync(
                HostileUpload.For(name), attacker => file => attacker.PostAsync(path, fields.Select(f => (f.Key, f.Value)), [file]),
                attacked.Administrator, times: 25);
        }

        await SampleAsync(HostileText.Any.Array[fields.Count], attacker => values => attacker.PostAsync(path, fields.Keys.Zip(values), []));
        if (!path.StartsWith("/staff", StringComparison.Ordinal))
        {
            foreach (var name in fields.Keys)
            {
                await SampleAsync(
                    HostileText.Near(fields[name]),
                    attacker => value => attacker.PostAsync(path, fields.Select(f => (f.Key, f.Key == name ? value : f.Value)), []),
                    attacked.Stranger);
            }
        }
    }

    private async Task SampleAsync<T>(Gen<T> values, Func<Attacker, Func<T, Task>> attack)
    {
        foreach (var attacker in attacked.Attackers)
        {
            await SampleAsync(values, attack, attacker);
        }
    }

    private static Task SampleAsync<T>(Gen<T> values, Func<Attacker, Func<T, Task>> attack, Attacker attacker, int times = 1) =>
        values.SampleShrunkAsync(attack(attacker), Values * times);

    private async Task<List<PageInputs>> InputsAsync()
    {
        List<PageInputs> inputs = [];
        foreach (var page in App.Pages())
        {
            inputs.Add(await PageInputs.OfAsync(App, page));
        }

        return inputs;
    }

    private static string Limit(string text) => text.Length > 500 ? text[..500] : text;

    /// <summary>The query parameters of the page's links to itself and of its GET forms.</summary>
    private static IEnumerable<string> LinkedQueries(BrowserResponse page, string path) => page.Document.QuerySelectorAll("a[href*='?']")
        .Select(link => link.GetAttribute("href")!)
        .Where(href => href.StartsWith('?') || href.StartsWith(path + "?", StringComparison.Ordinal))
        .SelectMany(href => href.Split('?')[1].Split('&').Select(pair => pair.Split('=')[0]))
        .Concat(page.Document.QuerySelectorAll("form:not([method=post]) [name]").Select(field => field.GetAttribute("name")!));

    /// <summary>The fields of all POST forms of a page with their values.</summary>
    private static Dictionary<string, string> RenderedFields(BrowserResponse page)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in page.Document.QuerySelectorAll("form[method=post] [name]:not([type=file]):not([name=_form])"))
        {
            fields.TryAdd(element.GetAttribute("name")!, element switch
            {
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value ?? "",
                _ => element.GetAttribute("value") ?? "",
            });
        }

        return fields;
    }
}
