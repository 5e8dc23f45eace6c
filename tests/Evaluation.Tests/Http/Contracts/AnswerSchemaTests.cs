using System.Text;
using System.Text.Json;

namespace Evaluation.Tests.Http.Contracts;

/// <summary>What a comparison of an answer with a document finds.</summary>
public sealed class AnswerSchemaTests
{
    [Theory]
    [InlineData("""{"id":"a","count":1,"note":null,"inner":{"id":"b"},"rows":[{"id":"c"}]}""", null)]
    [InlineData("""{"id":"a","count":1,"inner":null,"rows":[]}""", null)]
    [InlineData("""{"id":"a","count":1,"inner":{"id":"b","points":{"any":"na","other":1}}}""", null)]
    [InlineData("""{"count":1}""", "/id is required and absent")]
    [InlineData("""{"id":"a","count":1,"rows":[{"note":"x"}]}""", "/rows/-/id is required and absent")]
    [InlineData("""{"id":"a","count":1,"extra":1}""", "/extra is not described")]
    [InlineData("""{"id":"a","count":1,"inner":{"id":"b","extra":1}}""", "/inner/extra is not described")]
    [InlineData("""{"id":null,"count":1}""", "/id is Null where \"string\" is described")]
    [InlineData("""{"id":"a","count":"1"}""", "/count is String where \"integer\" is described")]
    [InlineData("""{"id":"a","count":1.5}""", "/count is Number where \"integer\" is described")]
    [InlineData("""{"id":"a","count":1,"state":"gone"}""", "/state is \"gone\", which is none of the described values")]
    [InlineData("[]", " is Array where \"object\" is described")]
    public void A_comparison_finds_the_fault(string answer, string? fault)
    {
        const string document = """
            {"paths":{"/api/it":{"get":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/It"}}}}}}}},
             "components":{"schemas":{
              "It":{"type":"object","required":["id","count"],"properties":{"id":{"type":"string"},"count":{"type":"integer"},"note":{"type":["null","string"]},
               "state":{"enum":["open","shut"]},"inner":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Part"}]},"rows":{"type":"array","items":{"$ref":"#/components/schemas/Part"}}}},
              "Part":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"note":{"type":"string"},"points":{"type":"object","additionalProperties":{}}}}}}}
            """;
        var schemas = new AnswerSchemas(JsonElement.Parse(document));
        Assert.Equal(["get /api/it"], schemas.Calls);
        Assert.Equal(fault is null ? [] : [$"get /api/it 200: {fault}"], schemas.Faults("get /api/it", 200, "application/json", Encoding.UTF8.GetBytes(answer)).Take(1));
    }
}
