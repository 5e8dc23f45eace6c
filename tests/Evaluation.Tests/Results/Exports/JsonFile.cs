using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Results.Exports;

/// <summary>An exported JSON file, whose last members are checked against the bytes before them.</summary>
internal sealed record JsonFile(JsonElement Root, IReadOnlyList<JsonElement> Rows)
{
    public static JsonFile Read(byte[] bytes)
    {
        var root = JsonElement.Parse(bytes);
        Assert.Equal(["round", "what", "columns", "rows", "rowCount", "sha256"], root.EnumerateObject().Select(member => member.Name));
        JsonElement[] rows = [.. root.GetProperty("rows").EnumerateArray()];
        Assert.Equal(rows.Length, root.GetProperty("rowCount").GetInt32());
        var end = bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(",\"rowCount\":"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, end))), root.GetProperty("sha256").GetString());
        string[] names = [.. root.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()!)];
        Assert.All(rows, row => Assert.Equal(names, row.EnumerateObject().Select(member => member.Name)));
        return new(root, rows);
    }
}
