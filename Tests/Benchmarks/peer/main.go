// An echo on ttrpc's own Go server, to measure beside ours with the same client.
//
//	peer PORT
package main

import (
	"context"
	"log"
	"net"
	"os"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/types"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: peer PORT")
	}
	server, err := ttrpc.NewServer()
	if err != nil {
		log.Fatal(err)
	}
	server.Register("bench.Echo", map[string]ttrpc.Method{
		"Echo": func(_ context.Context, unmarshal func(interface{}) error) (interface{}, error) {
			message := &types.BytesValue{}
			if err := unmarshal(message); err != nil {
				return nil, err
			}
			return message, nil
		},
	})
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(server.Serve(context.Background(), listener))
}
