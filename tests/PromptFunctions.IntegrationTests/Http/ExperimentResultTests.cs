using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Which results are taken, and which are not.</summary>
public sealed class ExperimentResultTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_batch_sent_again_counts_nothing_and_is_answered_the_same()
    {
        var experiment = await ApiExperiment.Start(api);
        var subject = experiment.SubjectsOf("control", 1)[0];
        var batch = new { batchId = experiment.Id, results = new[] { ApiExperiment.Result(subject, 3) } };

        var first = (await experiment.TryRecord(batch)).ShouldBe(202);
        await experiment.Get();
        var again = (await experiment.TryRecord(batch)).ShouldBe(202);
        var other = (await experiment.TryRecord(batch with { results = [ApiExperiment.Result(subject, 9)] })).ShouldBe(202);

        Assert.Equal((experiment.Id, 1), ((string?)first["batchId"], (int?)first["accepted"]));
        Assert.Equal((first.Text, first.Text), (again.Text, other.Text));
        var metric = ApiExperiment.Arm(await experiment.Get(), "control")["metrics"]!["accuracy"]!;
        Assert.Equal((1, 3.0), ((int)metric["count"]!, (double)metric["mean"]!));
    }

    [Fact]
    public async Task The_same_request_with_the_same_idempotency_key_is_the_same_batch()
    {
        var experiment = await ApiExperiment.Start(api);
        var body = new { results = new[] { ApiExperiment.Result(experiment.SubjectsOf("control", 1)[0], 3) } };

        var first = (await experiment.TryRecord(body, ("Idempotency-Key", experiment.Id))).ShouldBe(202);
        var again = (await experiment.TryRecord(body, ("Idempotency-Key", experiment.Id))).ShouldBe(202);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(1, (int)ApiExperiment.Arm(await experiment.Get(), "control")["observations"]!);
    }

    [Fact]
    public async Task What_is_wrong_with_a_result_is_told_of_that_result_and_the_others_count()
    {
        var experiment = await ApiExperiment.Start(api, promptMembers: new { metrics = new { solved = new { kind = "proportion", goal = "maximize" } } });
        var (mine, now) = (experiment.SubjectsOf("control", 40), DateTimeOffset.UtcNow);
        const string Values = """{"accuracy":1}""";
        const string Right = $$"""{"subject":"WHO","metrics":{{Values}} }""";
        (string Result, string Code)[] bad =
        [
            (With("\"arm\":\"third\""), "unknown-assignment"),
            (With("\"arm\":\"treatment\""), "foreign-arm"),
            (With("\"arm\":\"Control\""), "unknown-assignment"),
            (Metrics("""{"accuracy":1e999}"""), "value-out-of-range"),
            (Metrics("""{"accuracy":1,"solved":0.5}"""), "value-out-of-range"),
            (With($"\"at\":\"{now.AddDays(-7).AddMinutes(-5):yyyy-MM-ddTHH:mm:ssZ}\""), "time-out-of-range"),
            (With($"\"at\":\"{now.AddMinutes(7):yyyy-MM-ddTHH:mm:ssZ}\""), "time-out-of-range"),
            (With("\"at\":\"2026-01-31T12:00:00\""), "invalid-point"),
            (With("\"at\":5"), "invalid-point"),
            (With("\"arm\":\"\""), "invalid-point"),
            (With("\"arm\":7"), "invalid-point"),
            (With("\"colour\":{\"a\":[1]}"), "invalid-point"),
            (With("\"subject\":\"twice\""), "invalid-point"),
            (With("\"metrics\":{\"accuracy\":1}"), "invalid-point"),
            (Metrics("{}"), "invalid-point"),
            (Metrics("null"), "invalid-point"),
            (Metrics("[1]"), "invalid-point"),
            (Metrics("""{"accuracy":"1"}"""), "invalid-point"),
            (Metrics("""{"accuracy":null}"""), "invalid-point"),
            (Metrics("""{"accuracy":1,"accuracy":2}"""), "invalid-point"),
            (Metrics("""{"":1}"""), "invalid-point"),
            (Metrics("""{"a\u0001b":1}"""), "invalid-point"),
            (Metrics("""{"\ud800":1}"""), "invalid-point"),
            (Metrics($$"""{ "{{new string('m', 129)}}": 1 }"""), "invalid-point"),
            (Metrics($$"""{ {{string.Join(',', Enumerable.Range(0, 51).Select(i => $"\"m{i}\":1"))}} }"""), "invalid-point"),
            ("""{"metrics":{"accuracy":1}}""", "invalid-point"),
            ("""{"subject":"","metrics":{"accuracy":1}}""", "invalid-point"),
            ("""{"subject":null,"metrics":{"accuracy":1}}""", "invalid-point"),
            ("""{"subject":"\ud800","metrics":{"accuracy":1}}""", "invalid-point"),
            (Right.Replace("WHO", new string('s', 1025), StringComparison.Ordinal), "invalid-point"),
            ("""{"subject":"x"}""", "invalid-point"),
            (Right.Replace("{\"subject\"", "{\"colour\":1,\"subject\"", StringComparison.Ordinal), "invalid-point"),
            (Right.Replace("{\"subject\"", "{\"at\":[1],\"arm\":{\"x\":{}},\"subject\"", StringComparison.Ordinal), "invalid-point"),
            ("[]", "invalid-point"),
            ("null", "invalid-point"),
            ("7", "invalid-point"),
        ];

        // Each wrong one is of a subject of its own, between right ones of another.
        var results = bad.SelectMany((one, i) => new[] { Of(mine[i], one.Result), Of(mine[^1], Right) });
        var receipt = (await experiment.TryRecord($$"""{"results":[{{string.Join(',', results)}}]}""")).ShouldBe(202);

        var expected = bad.Select((one, i) => $"{2 * i} {one.Code}").ToList();
        Assert.Equal(expected, receipt["rejected"]!.AsArray().Select(one => $"{(int)one!["index"]!} {(string?)one["code"]}"));
        Assert.All(receipt["rejected"]!.AsArray(), one => Assert.False(string.IsNullOrEmpty((string?)one!["message"])));
        Assert.Equal(bad.Length, (int)receipt["accepted"]!);
        var shown = await experiment.Get();
        Assert.Equal((1, bad.Length, 0), ((int)ApiExperiment.Arm(shown, "control")["subjects"]!, (int)ApiExperiment.Arm(shown, "control")["observations"]!, (int)ApiExperiment.Arm(shown, "treatment")["subjects"]!));
        Assert.False(ApiExperiment.Arm(shown, "control")["metrics"]!.AsObject().ContainsKey("solved"));
        Assert.Equal(0, (int)shown["sampleRatio"]!["quarantined"]!);

        string Of(string subject, string result) => result.Replace("WHO", subject, StringComparison.Ordinal);
        string With(string member) => $"{Right[..^1]},{member}" + "}";
        string Metrics(string metrics) => Right.Replace(Values, metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subject_seen_with_another_arm_is_left_out_with_all_that_it_ever_had()
    {
        var experiment = await ApiExperiment.Start(api);
        var subjects = experiment.SubjectsOf("control", 20);
        await experiment.Record(ApiExperiment.Result(subjects[0], 1), ApiExperiment.Result(subjects[1], 100), ApiExperiment.Result(subjects[1], 200), ApiExperiment.Result(subjects[2], 3));

        // The second has results, those after the third have none.
        var foreign = subjects.Skip(3).Prepend(subjects[1]).Select(subject => new { subject, arm = "treatment", metrics = new { accuracy = 5 } });
        var receipt = (await experiment.TryRecord(new { results = foreign })).ShouldBe(202);

        Assert.Equal(Enumerable.Repeat("foreign-arm", 18), receipt["rejected"]!.AsArray().Select(one => (string?)one!["code"]));
        var shown = await experiment.Get();
        var control = ApiExperiment.Arm(shown, "control");
        Assert.Equal((2, 2, 2.0), ((int)control["subjects"]!, (int)control["observations"]!, (double)control["metrics"]!["accuracy"]!["mean"]!));
        Assert.Equal(Math.Sqrt(2), (double)control["metrics"]!["accuracy"]!["std"]!, 12);
        Assert.Equal((1, 0), ((int)shown["sampleRatio"]!["quarantined"]!, (int)ApiExperiment.Arm(shown, "treatment")["subjects"]!));

        // For good; and so are the others, once they have results.
        await experiment.Record(subjects.Skip(3).Prepend(subjects[1]).Select(subject => ApiExperiment.Result(subject, 7)));
        shown = await experiment.Get();
        Assert.Equal((2, 2, 18), ((int)ApiExperiment.Arm(shown, "control")["subjects"]!, (int)ApiExperiment.Arm(shown, "control")["observations"]!, (int)shown["sampleRatio"]!["quarantined"]!));
        // The version's own figures have all that was accepted.
        Assert.Equal(22, (int)(await api.Get($"{experiment.Prompt.Version("0.0.1")}/metrics"))["metrics"]!["accuracy"]!["count"]!);
    }

    [Fact]
    public async Task Points_of_another_arm_quarantine_as_well()
    {
        var experiment = await ApiExperiment.Start(api);
        var subject = experiment.SubjectsOf("control", 1)[0];
        await experiment.Record(ApiExperiment.Result(subject, 1));

        var receipt = (await api.Post("/metrics", new { points = new[] { new { prompt = experiment.Prompt.Name, version = "0.0.2", metric = "accuracy", value = 1, subject, assignment = experiment.AssignmentOf("treatment") } } })).ShouldBe(202);

        Assert.Equal("foreign-arm", (string?)Assert.Single(receipt["rejected"]!.AsArray())!["code"]);
        var shown = await experiment.Get();
        Assert.Equal((0, 1), ((int)ApiExperiment.Arm(shown, "control")["subjects"]!, (int)shown["sampleRatio"]!["quarantined"]!));
        Assert.Empty(ApiExperiment.Arm(shown, "control")["metrics"]!.AsObject());
    }

    [Fact]
    public async Task The_arm_may_be_said_where_it_is_the_subjects_own()
    {
        var experiment = await ApiExperiment.Start(api);
        await experiment.Record(new { subject = experiment.SubjectsOf("treatment", 1)[0], arm = "treatment", metrics = new { accuracy = 1 }, at = DateTimeOffset.UtcNow.AddDays(-1) });

        Assert.Equal(1, (int)ApiExperiment.Arm(await experiment.Get(), "treatment")["observations"]!);
    }

    [Theory]
    [InlineData("{}", "results")]
    [InlineData("""{"results":7}""", "results")]
    [InlineData("""{"results":null}""", "results")]
    [InlineData("""{"points":[]}""", "points")]
    [InlineData("""{"results":[],"results":[]}""", "results")]
    [InlineData("""{"results":[],"batchId":""}""", "batchId")]
    [InlineData("""{"results":[],"batchId":7}""", "batchId")]
    [InlineData("""{"results":[{"subject":"x","metrics":{"accuracy":NaN}}]}""", "")]
    [InlineData("""{"results":[{"subject":"x","metrics":{"accuracy":Infinity}}]}""", "")]
    [InlineData("""{"results":[{"subject":"x","metrics":{"accuracy":1}}""", "")]
    [InlineData("""{"results":[]} {}""", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public async Task A_body_that_is_no_batch_is_refused_as_a_whole(string body, string member)
    {
        var experiment = await ApiExperiment.Start(api);

        (await experiment.TryRecord(body)).ShouldBeInvalid(member);
    }

    [Fact]
    public async Task Ten_thousand_results_are_taken_and_one_more_is_too_many()
    {
        var experiment = await ApiExperiment.Start(api);
        var results = Enumerable.Range(0, 10_001).Select(i => ApiExperiment.Result($"user-{i}", 1)).ToList();

        (await experiment.TryRecord(new { results })).ShouldBeProblem(413, "too-large");
        Assert.Equal(0, (int)ApiExperiment.Arm(await experiment.Get(), "control")["subjects"]!);
        Assert.Equal(10_000, (int)(await experiment.Record(results.Take(10_000)))["accepted"]!);

        var shown = await experiment.Get();
        Assert.Equal(Enumerable.Range(0, 10_000).Count(i => experiment.ArmOf($"user-{i}") == "control"), (int)ApiExperiment.Arm(shown, "control")["subjects"]!);
        Assert.Equal(10_000, shown["arms"]!.AsArray().Sum(arm => (int)arm!["observations"]!));
    }

    [Fact]
    public async Task Results_are_json()
    {
        var experiment = await ApiExperiment.Start(api);

        (await api.Send(HttpMethod.Post, $"{experiment.Path}/results", ApiClient.Body("""{"results":[]}""", "application/x-ndjson"))).ShouldBeProblem(415, "unsupported-media-type");
        (await experiment.TryRecord(new { results = Array.Empty<object>() })).ShouldBe(202);
    }
}
