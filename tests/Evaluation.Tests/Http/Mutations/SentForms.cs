using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Http.Mutations;

/// <summary>Valid requests for every route that takes a body: the forms of all pages, and bodies for the API.</summary>
internal static partial class SentForms
{
    private static readonly string[] Bodies =
    [
        "{}", """{"to":"voting","reason":"because"}""", """{"opensAt":"2030-01-01T09:00:00+08:00","closesAt":"2030-01-02T09:00:00+08:00","reason":"because"}""",
        """{"group":"npc","count":1,"units":["u1"]}""", """{"name":"somebody","roles":[{"role":"unit","round":"r","unit":"u1"}]}""", """{"roles":[{"role":"auditor"}]}""",
        """{"slips":[{"unit":"u1","marks":[0,1],"comment":"good"}]}""", """{"fields":[{"name":"a","value":"b"}],"version":1,"basedOn":1}""", """{"comments":["0a"],"add":["x"],"remove":["y"]}""",
        """{"text":"thank you","revision":0}""", """{"unit":"u1","figure":"total","version":1,"text":"wrong"}""", """{"to":"admin","reviewer":"admin"}""",
        """{"decision":"upheld","answer":"yes","corrections":[{"change":"sheet-withdrawn","inspector":"wang"}]}""",
    ];

    /// <summary>The forms of all pages that the browser can open, each with its fields.</summary>
    public static async Task<List<(string Action, List<KeyValuePair<string, string>> Fields)>> OfPagesAsync(TestServer server, Browser browser, string round)
    {
        List<(string, List<KeyValuePair<string, string>>)> forms = [];
        foreach (var path in server.Below("/").Where(call => call.Method == "GET" && !call.Template.StartsWith("/api", StringComparison.Ordinal)).Select(call => Fill(call.Template, round)).Distinct())
        {
            var page = await browser.OpenAsync(path);
            foreach (var form in page.Document.Forms.Where(form => form.Method.Equals("post", StringComparison.OrdinalIgnoreCase)))
                forms.Add((form.GetAttribute("action")!, Browser.Fields(page, form.GetAttribute("action")!)));
        }
        return forms;
    }

    /// <summary>A body for a call of the API, chosen at random: most calls refuse most of them, each at another place.</summary>
    public static string Json(Random random, string round) => random.Next(3) == 0 ? SmallDefinition.Of(round).ToJsonString() : Bodies[random.Next(Bodies.Length)];

    public static string Fill(string template, string round) => Placeholder().Replace(template, match => match.Groups[1].Value switch
    {
        "round" => round,
        "unit" => "u1",
        "table" => "units",
        "act" => "open",
        "form" => "new-round",
        "criterion" => "duty",
        _ => "somebody",
    });

    /// <summary>A form as <c>multipart/form-data</c>, with a file in it.</summary>
    public static byte[] Multipart(IEnumerable<KeyValuePair<string, string>> fields, string boundary)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in fields)
            body.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"table.csv\"\r\nContent-Type: text/csv\r\n\r\ncode,class\r\nu1,town\r\n\r\n--{boundary}--\r\n");
        return Encoding.UTF8.GetBytes(body.ToString());
    }

    public static byte[] UrlEncoded(IEnumerable<KeyValuePair<string, string>> fields) =>
        Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
