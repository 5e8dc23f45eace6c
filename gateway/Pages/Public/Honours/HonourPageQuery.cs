using Evaluation.Gateway.Honours;
using Evaluation.Rules;
using Microsoft.AspNetCore.Http.Extensions;

namespace Evaluation.Gateway.Pages.Public.Honours;

/// <summary>The selection of honours in the address of the page.</summary>
public sealed record HonourPageQuery(string? Unit = null, string? Name = null, string? Level = null, string? State = null, int Page = 1)
{
    public bool IsEmpty => (Unit, Name, Level, State) is (null, null, null, null);

    /// <summary>The address of the page with this selection.</summary>
    public string Address
    {
        get
        {
            var query = new QueryBuilder();
            foreach (var (name, value) in new[] { ("unit", Unit), ("q", Name), ("level", Level), ("state", State), ("page", Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null) })
                if (value is not null)
                    query.Add(name, value);
            return "/honours" + query;
        }
    }
}

/// <summary>An honour with the name of its unit; null for a unit of no published round.</summary>
public sealed record HonourLine(HonourView Honour, LocalText? Unit);
