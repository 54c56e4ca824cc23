// Calls a running Moult with containerd's own ttrpc client and compares every answer.
//
//	moult-interop ADDRESS CALLS
//
// ADDRESS is a host:port or the path of a Unix socket. Exits 1 when any answer is not the expected
// one.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	pb "moult/v1"
)

const (
	callers    = 8
	collection = "interop-go"
	memory     = "moult.v1.Memory"
)

// caller makes one share of the calls. Keys are its own, so that every answer is determined.
type caller struct {
	client *ttrpc.Client
	name   string
	stored int
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: moult-interop ADDRESS CALLS")
		os.Exit(64)
	}
	calls, err := strconv.Atoi(os.Args[2])
	if err != nil || calls < callers {
		fmt.Fprintln(os.Stderr, "CALLS must be a number of at least", callers)
		os.Exit(64)
	}
	conn, err := dial(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	client := ttrpc.NewClient(conn, ttrpc.WithUnaryClientInterceptor(expire))
	defer client.Close()

	var wrong, done int64
	var group sync.WaitGroup
	for index := 0; index < callers; index++ {
		share := calls / callers
		if index < calls%callers {
			share++
		}
		group.Add(1)
		go func(index, share int) {
			defer group.Done()
			one := &caller{client: client, name: fmt.Sprintf("go%d", index)}
			for number := 0; number < share; number++ {
				if err := one.call(number); err != nil {
					atomic.AddInt64(&wrong, 1)
					fmt.Fprintf(os.Stderr, "caller %d, call %d: %v\n", index, number, err)
				}
				atomic.AddInt64(&done, 1)
			}
		}(index, share)
	}
	group.Wait()
	fmt.Printf("go: %d calls, %d wrong answers\n", done, wrong)
	if wrong > 0 || int(done) != calls {
		os.Exit(1)
	}
}

func dial(address string) (net.Conn, error) {
	if strings.HasPrefix(address, "/") {
		return net.Dial("unix", address)
	}
	return net.Dial("tcp", address)
}

type expiredKey struct{}

// expire sends a time-out that is already over, which the client's own contexts cannot.
func expire(
	ctx context.Context, request *ttrpc.Request, response *ttrpc.Response,
	_ *ttrpc.UnaryClientInfo, invoke ttrpc.Invoker,
) error {
	if ctx.Value(expiredKey{}) != nil {
		request.TimeoutNano = -1
	}
	return invoke(ctx, request, response)
}

func (c *caller) call(number int) error {
	switch number % 10 {
	case 0, 1, 2, 3:
		return c.ingest()
	case 4, 5:
		return c.get(number)
	case 6:
		return c.getMissing(number)
	case 7:
		return c.search(number)
	case 8:
		return c.fail(number / 10)
	default:
		return c.deadline(number / 10)
	}
}

func (c *caller) key(number int) string  { return fmt.Sprintf("%s-%d", c.name, number) }
func (c *caller) word(number int) string { return fmt.Sprintf("word%s%dx", c.name, number) }
func (c *caller) text(number int) string {
	return fmt.Sprintf("Passage %d of %s says %s.", number, c.name, c.word(number))
}

func (c *caller) ingest() error {
	number := c.stored
	request := &pb.IngestRequest{Items: []*pb.ItemDraft{{
		Collection: collection, Key: c.key(number), Text: c.text(number),
		Metadata:    []*pb.MetadataEntry{{Key: "caller", Value: c.name}},
		Expectation: &pb.ItemDraft_ExpectedRevision{ExpectedRevision: 0},
	}}}
	response := &pb.IngestResponse{}
	if err := c.invoke("Ingest", request, response); err != nil {
		return err
	}
	if len(response.Outcomes) != 1 {
		return fmt.Errorf("%d outcomes for one item", len(response.Outcomes))
	}
	outcome := response.Outcomes[0]
	if outcome.Key != c.key(number) || outcome.Collection != collection ||
		outcome.Revision <= 0 || outcome.Id <= 0 ||
		outcome.Status != pb.IngestStatus_INGEST_STATUS_EMBEDDED {
		return fmt.Errorf("ingest answered %v", outcome)
	}
	c.stored++
	return nil
}

func (c *caller) get(number int) error {
	wanted := number % c.stored
	request := &pb.GetRequest{Keys: []*pb.ItemKey{{Collection: collection, Key: c.key(wanted)}}}
	response := &pb.GetResponse{}
	if err := c.invoke("Get", request, response); err != nil {
		return err
	}
	if len(response.Items) != 1 || len(response.Missing) != 0 {
		return fmt.Errorf("get answered %v", response)
	}
	item := response.Items[0]
	if item.Text != c.text(wanted) || item.Key != c.key(wanted) || !item.Embedded ||
		len(item.Metadata) != 1 || item.Metadata[0].Value != c.name {
		return fmt.Errorf("get answered %v", item)
	}
	return nil
}

func (c *caller) getMissing(number int) error {
	absent := fmt.Sprintf("%s-absent-%d", c.name, number)
	request := &pb.GetRequest{Keys: []*pb.ItemKey{{Collection: collection, Key: absent}}}
	response := &pb.GetResponse{}
	if err := c.invoke("Get", request, response); err != nil {
		return err
	}
	if len(response.Items) != 0 || len(response.Missing) != 1 ||
		response.Missing[0].Key != absent {
		return fmt.Errorf("get of a missing key answered %v", response)
	}
	return nil
}

func (c *caller) search(number int) error {
	wanted := number % c.stored
	request := &pb.SearchRequest{Queries: []*pb.SearchQuery{{
		Text: c.word(wanted), Mode: pb.SearchMode_SEARCH_MODE_LEXICAL, K: 3,
		Filter: &pb.ItemFilter{Collections: []string{collection}},
	}}}
	response := &pb.SearchResponse{}
	if err := c.invoke("Search", request, response); err != nil {
		return err
	}
	if len(response.Answers) != 1 || len(response.Answers[0].Hits) != 1 {
		return fmt.Errorf("search answered %v", response)
	}
	hit := response.Answers[0].Hits[0]
	if hit.Item.Key != c.key(wanted) || hit.LexicalRank != 1 ||
		!strings.Contains(hit.Snippet, c.word(wanted)) || response.Answers[0].Epoch < 1 {
		return fmt.Errorf("search found %v", hit)
	}
	return nil
}

// fail makes calls that must be refused, each with its code and reason.
func (c *caller) fail(round int) error {
	switch round % 4 {
	case 0:
		err := c.client.Call(context.Background(), memory, "Forget", &pb.GetRequest{}, &pb.GetResponse{})
		return refused(err, codes.Unimplemented, pb.Reason_REASON_UNIMPLEMENTED)
	case 1:
		err := c.client.Call(
			context.Background(), "moult.v1.Nothing", "Get", &pb.GetRequest{}, &pb.GetResponse{})
		return refused(err, codes.Unimplemented, pb.Reason_REASON_UNIMPLEMENTED)
	case 2:
		request := &pb.SearchRequest{Queries: []*pb.SearchQuery{{Text: "x", K: -1}}}
		err := c.invoke("Search", request, &pb.SearchResponse{})
		return refused(err, codes.InvalidArgument, pb.Reason_REASON_INVALID_ARGUMENT)
	default:
		return c.ingestStale()
	}
}

func (c *caller) ingestStale() error {
	request := &pb.IngestRequest{Items: []*pb.ItemDraft{{
		Collection: collection, Key: c.key(0), Text: "never stored",
		Expectation: &pb.ItemDraft_ExpectedRevision{ExpectedRevision: 0},
	}}}
	response := &pb.IngestResponse{}
	if err := c.invoke("Ingest", request, response); err != nil {
		return err
	}
	outcome := response.Outcomes[0]
	if outcome.Status != pb.IngestStatus_INGEST_STATUS_REFUSED ||
		outcome.Reason != pb.Reason_REASON_REVISION_MISMATCH || outcome.Message == "" {
		return fmt.Errorf("a stale ingest answered %v", outcome)
	}
	return nil
}

func (c *caller) deadline(round int) error {
	request := &pb.StatsRequest{}
	if round%2 == 0 {
		ctx := context.WithValue(context.Background(), expiredKey{}, true)
		err := c.client.Call(ctx, memory, "Stats", request, &pb.StatsResponse{})
		return refused(err, codes.DeadlineExceeded, pb.Reason_REASON_DEADLINE_EXCEEDED)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	response := &pb.StatsResponse{}
	if err := c.client.Call(ctx, memory, "Stats", request, response); err != nil {
		return err
	}
	if response.Items < int64(c.stored) || response.ActiveEpoch < 1 {
		return fmt.Errorf("stats answered %v", response)
	}
	return nil
}

func (c *caller) invoke(method string, request, response interface{}) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return c.client.Call(ctx, memory, method, request, response)
}

func refused(err error, code codes.Code, reason pb.Reason) error {
	if err == nil {
		return errors.New("a call that must fail was answered")
	}
	got, ok := status.FromError(err)
	if !ok || got.Code() != code || got.Message() == "" {
		return fmt.Errorf("expected %v, got %v", code, err)
	}
	details := got.Proto().Details
	if len(details) != 1 || details[0].TypeUrl != "type.googleapis.com/moult.v1.ErrorDetail" {
		return fmt.Errorf("the details are %v", details)
	}
	detail := &pb.ErrorDetail{}
	if err := proto.Unmarshal(details[0].Value, detail); err != nil {
		return err
	}
	if detail.Reason != reason {
		return fmt.Errorf("expected %v, got %v", reason, detail.Reason)
	}
	return nil
}
