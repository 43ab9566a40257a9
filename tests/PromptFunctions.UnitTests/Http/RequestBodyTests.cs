using System.Text;
using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Transfer;
using PromptFunctions.Core.Versions;
using PromptFunctions.Http;

namespace PromptFunctions.UnitTests.Http;

public sealed class RequestBodyTests
{
    [Fact]
    public void A_body_is_read_with_all_it_says()
    {
        var body = Parse<CreateVersionRequest>("""{"content":"{{질문}} 😀","changeLog":["a"],"metadata":{"Key":1,"key":{"x":[{"y":2}]}},"bump":"minor"}""");

        Assert.Equal(("{{질문}} 😀", VersionBump.Minor), (body.Content, body.Bump));
        Assert.Equal(["Key", "key"], body.Metadata!.Keys);
    }

    [Theory]
    [InlineData("""{"contnt":"x"}""", "contnt")]
    [InlineData("""{"Content":"x"}""", "Content")]
    [InlineData("""{"content":"x","content":"y"}""", "content")]
    [InlineData("""{"content":"x","\u0063ontent":"y"}""", "content")]
    [InlineData("""{"content":1}""", "content")]
    [InlineData("""{"content":["x"]}""", "content")]
    [InlineData("""{"tags":"x"}""", "tags")]
    [InlineData("""{"tags":[1]}""", "tags[0]")]
    [InlineData("""{"bump":"Minor"}""", "bump")]
    [InlineData("""{"bump":1}""", "bump")]
    [InlineData("""{"version":"latest"}""", "version")]
    [InlineData("""{"version":"1.0"}""", "version")]
    [InlineData("""{"version":1.0}""", "version")]
    [InlineData("""{"messages":[{"role":"user","content":"x","name":"y"}]}""", "messages[0].name")]
    [InlineData("""{"messages":[{"role":"User","content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "messages[0]")]
    [InlineData("""{"messages":[{"role":"user","content":null}]}""", "messages[0].content")]
    public void A_wrong_member_is_named(string json, string path) => Assert.Equal([path], Refused<CreateVersionRequest>(json).Errors!.Keys);

    [Theory]
    [InlineData("""{"metadata":{"a":1,"a":2}}""")]
    [InlineData("""{"metadata":{"a":{"x":1,"x":2}}}""")]
    [InlineData("""{"metadata":{"a":[{"x":1,"\u0078":2}]}}""")]
    public void A_member_given_twice_is_refused_inside_the_users_own_too(string json) =>
        Assert.Contains("more than once", Refused<CreateVersionRequest>(json).Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"branches":[{"branch":"b","base":"1.0.0","counter":"1"}]}""")]
    [InlineData("""{"branches":[{"branch":"b","base":"1.0.0","counter":1.5}]}""")]
    [InlineData("""{"branches":[{"branch":"b","base":"1.0.0","counter":99999999999}]}""")]
    public void A_number_is_a_number(string json) => Assert.Equal(["branches[0].counter"], Refused<ExportDocument>(json).Errors!.Keys);

    [Theory]
    [InlineData("""{"settings":{"protected":"true"}}""", "settings.protected")]
    [InlineData("""{"settings":{"gate":"None"}}""", "settings.gate")]
    [InlineData("""{"metrics":{"accuracy":{"goal":"up"}}}""", "metrics.accuracy.goal")]
    [InlineData("""{"metrics":{"accuracy":{"kind":"mean","kind":"mean"}}}""", "metrics.accuracy.kind")]
    public void Members_of_members_are_as_strict(string json, string path) => Assert.Equal([path], Refused<PutPromptRequest>(json).Errors!.Keys);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("{\"content\":\"x\",}")]
    [InlineData("{\"content\":'x'}")]
    [InlineData("{/* comment */}")]
    [InlineData("\ufeff{}")]
    [InlineData("{\"content\":\"line\nbreak\"}")]
    [InlineData("{\"content\":NaN}")]
    public void What_is_no_object_is_refused(string json) => Assert.Equal(ProblemCodes.InvalidRequest, Refused<CreateVersionRequest>(json).Problem);

    [Theory]
    [InlineData("""{"content":"\ud83d"}""")]
    [InlineData("""{"content":"\ude00"}""")]
    [InlineData("""{"content":"\ude00\ud83d"}""")]
    [InlineData("""{"content":"x\ud83d x"}""")]
    [InlineData("""{"metadata":{"a":{"b":["\ud83d"]}}}""")]
    [InlineData("""{"metadata":{"\ud83d":1}}""")]
    public void Half_of_a_surrogate_pair_is_refused_wherever_it_stands(string json) =>
        Assert.Contains("surrogate", Refused<CreateVersionRequest>(json).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_whole_surrogate_pair_may_be_escaped() => Assert.Equal("😀", Parse<CreateVersionRequest>("""{"content":"\ud83d\ude00"}""").Content);

    [Theory]
    [InlineData("FF")]
    [InlineData("C080")]
    [InlineData("EDA0BD")]
    [InlineData("EDA0BDEDB880")]
    [InlineData("F4908080")]
    [InlineData("E282")]
    public void Bytes_that_are_no_utf_8_are_refused(string hex)
    {
        byte[] body = [.. "{\"content\":\"x"u8, .. Convert.FromHexString(hex), .. "\"}"u8];

        Assert.Contains("UTF-8", Assert.Throws<ProblemException>(() => RequestBody.Parse<CreateVersionRequest>(body)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(70, false)]
    [InlineData(100_000, false)]
    public void A_body_has_a_depth_that_can_be_written_again(int depth, bool accepted)
    {
        var json = """{"metadata":{"a":""" + new string('[', depth) + new string(']', depth) + "}}";

        Assert.Equal(accepted ? null : ProblemCodes.InvalidRequest, (Record.Exception(() => Parse<CreateVersionRequest>(json)) as ProblemException)?.Problem);
    }

    [Fact]
    public void No_detail_names_a_type_of_the_program()
    {
        foreach (var json in (string[])["""{"contnt":1}""", """{"content":1}""", """{"bump":7}""", """{"messages":[{}]}""", """{"metadata":1}""", "{", """{"tags":[null,1]}"""])
            Assert.DoesNotMatch("System|PromptFunctions|Request|BytePosition", Refused<CreateVersionRequest>(json).Detail);
    }

    [Fact]
    public void No_body_is_an_empty_document() => Assert.Null(RequestBody.Parse<CreateVersionRequest>(new DefaultHttpContext().Request, ReadOnlyMemory<byte>.Empty).Content);

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json; charset=\"UTF-8\"", true)]
    [InlineData("application/merge-patch+json", true)]
    [InlineData("APPLICATION/JSON", true)]
    [InlineData("application/json; charset=latin1", false)]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_body_is_json_in_utf_8(string? mediaType, bool accepted)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = mediaType;

        var problem = Record.Exception(() => RequestBody.Parse<CreateVersionRequest>(request, "{}"u8.ToArray())) as ProblemException;
        Assert.Equal(accepted ? null : ProblemCodes.UnsupportedMediaType, problem?.Problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_413_whether_its_length_is_said_or_not(bool said)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(new byte[100_001]);
        if (said) request.ContentLength = 100_001;

        Assert.Equal(100_001, (await RequestBody.ReadAsync(request, 100_001, default)).Bytes.Length);
        request.Body.Position = 0;
        Assert.Equal(ProblemCodes.TooLarge, (await Assert.ThrowsAsync<ProblemException>(() => RequestBody.ReadAsync(request, 100_000, default))).Problem);
    }

    private static T Parse<T>(string json) where T : class => RequestBody.Parse<T>(Encoding.UTF8.GetBytes(json));

    private static ProblemException Refused<T>(string json) where T : class => Assert.Throws<ProblemException>(() => Parse<T>(json));
}
